import type { Random } from '../data/random';
import { ReusedArray } from '../data/reusedArray';
import type { Tensor, Tensors } from '../engines/engine';
import type { MaskSlot } from '../model/plan';

/**
 * Dropout factors of one chunk after the other: 0 with the dropout probability p (rounded to
 * a multiple of 2^-32), else 1 / (1 - p). The factors of one chunk are overwritten by the next.
 */
export class DropoutMasks {
  private readonly threshold: number;
  private readonly kept: number;
  /** State of a xoshiro128** of its own: see `fill`. */
  private readonly state: Int32Array;
  private readonly arrays: readonly ReusedArray[];

  constructor(
    private readonly slots: readonly MaskSlot[],
    dropout: number,
    random: Pick<Random, 'uint32'>,
  ) {
    this.arrays = slots.map(() => new ReusedArray());
    this.threshold = Math.round(dropout * 2 ** 32);
    this.kept = 1 / (1 - dropout);
    // The highest bit keeps it from the one state that never leaves itself.
    this.state = Int32Array.from({ length: 4 }, () => random.uint32() | 0x80000000);
  }

  /**
   * Fresh factors by mask name, each [steps, count, units]: the same as when every step is drawn
   * by itself.
   */
  draw(steps: number, count: number): Tensors {
    const arrays = this.slots.map(({ units }, at) => this.arrays[at]!.first(steps * count * units));
    for (let step = 0; step < steps; step++)
      this.slots.forEach(({ units }, at) => {
        const size = count * units;
        this.fill(arrays[at]!, step * size, (step + 1) * size);
      });
    return Object.fromEntries(
      this.slots.map(({ name, units }, at): [string, Tensor] => [
        name,
        { shape: [steps, count, units], data: arrays[at]! },
      ]),
    );
  }

  /** Factors of one step that drop nothing; nothing is drawn. */
  none(count: number): Tensors {
    return Object.fromEntries(
      this.slots.map(({ name, units }): [string, Tensor] => [
        name,
        { shape: [1, count, units], data: new Float32Array(count * units).fill(1) },
      ]),
    );
  }

  /** The generator of `data/random`, written out: ten times 10^4 draws a step are too many calls. */
  private fill(data: Float32Array, from: number, to: number): void {
    const { threshold, kept, state } = this;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = from; i < to; i++) {
      const product = Math.imul(b, 5);
      const drawn = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
      const t = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= t;
      d = (d << 11) | (d >>> 21);
      data[i] = drawn < threshold ? 0 : kept;
    }
    state.set([a, b, c, d]);
  }
}
