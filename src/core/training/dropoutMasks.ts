import type { Random } from '../data/random';
import type { Tensor, Tensors } from '../engines/engine';
import type { MaskSlot } from '../model/plan';

/**
 * Dropout factors of one mini-batch after the other: 0 with the dropout probability p (rounded to
 * a multiple of 2^-32), else 1 / (1 - p). The factors of one batch are overwritten by the next.
 */
export class DropoutMasks {
  private readonly threshold: number;
  private readonly kept: number;
  /** State of a xoshiro128** of its own: see `fill`. */
  private readonly state: Int32Array;
  /** By number of samples: a full batch, and the last one of an epoch. */
  private readonly buffers = new Map<number, Tensors>();

  constructor(
    private readonly slots: readonly MaskSlot[],
    dropout: number,
    random: Pick<Random, 'uint32'>,
  ) {
    this.threshold = Math.round(dropout * 2 ** 32);
    this.kept = 1 / (1 - dropout);
    // The highest bit keeps it from the one state that never leaves itself.
    this.state = Int32Array.from({ length: 4 }, () => random.uint32() | 0x80000000);
  }

  /** Fresh factors by mask name, each [count, units]. */
  draw(count: number): Tensors {
    const masks = this.masksOf(count);
    for (const { data } of Object.values(masks)) this.fill(data);
    return masks;
  }

  /** The generator of `data/random`, written out: ten times 10^4 draws a step are too many calls. */
  private fill(data: Tensor['data']): void {
    const { threshold, kept, state } = this;
    let a = state[0]!;
    let b = state[1]!;
    let c = state[2]!;
    let d = state[3]!;
    for (let i = 0; i < data.length; i++) {
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

  private masksOf(count: number): Tensors {
    const known = this.buffers.get(count);
    if (known) return known;
    const masks = Object.fromEntries(
      this.slots.map(({ name, units }): [string, Tensor] => [
        name,
        { shape: [count, units], data: new Float32Array(count * units) },
      ]),
    );
    this.buffers.set(count, masks);
    return masks;
  }
}
