import { DataError } from './dataError';
import type { Samples } from './dataset';
import type { Random } from './random';
import { ReusedArray } from './reusedArray';

/**
 * Mini-batches of equal size, one after the other. Their arrays are used again by the next chunk:
 * read or copy them before asking for it.
 */
export interface Chunk {
  /** Mini-batches in it. */
  readonly steps: number;
  /** Samples in each of them. */
  readonly count: number;
  /** [steps, count, ...inputShape] */
  readonly inputs: Float32Array;
  /** [steps, count, width] */
  readonly targets: Float32Array;
  /** Which samples these are, [steps, count]. */
  readonly rows: Uint32Array;
}

/** What is left of one pass over the samples; in a `for` loop it gives one mini-batch at a time. */
export interface Epoch extends Iterable<Chunk> {
  /** The next mini-batches, at most so many; undefined at the end. */
  take(atMost: number): Chunk | undefined;
}

export interface Batches {
  /** Samples in every batch but perhaps the last of an epoch. */
  readonly size: number;
  /** Batches in an epoch, the short last one included. */
  readonly perEpoch: number;
  /**
   * One epoch: every sample exactly once, in an order drawn anew from the random stream. With all
   * samples in one batch, the samples themselves in their own order, uncopied.
   */
  epoch(): Epoch;
}

/**
 * Mini-batches of `batchSize` samples, or `all` in one.
 * Throws DataError at `training.batch_size` when there are fewer samples than that.
 */
export function batches(samples: Samples, batchSize: number | 'all', random: Random): Batches {
  const { count } = samples;
  const size = batchSize === 'all' ? count : batchSize;
  if (size > count) {
    throw new DataError(
      'training.batch_size',
      `batch_size ${size} is more than the ${count} training samples; use at most ${count}, or all`,
    );
  }
  if (!(Number.isInteger(size) && size >= 1)) {
    throw new DataError('training.batch_size', `batch_size is ${size}; use a whole number from 1`);
  }
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  const perEpoch = Math.ceil(count / size);
  if (batchSize === 'all') {
    const whole: Chunk = { ...samples, steps: 1, count, rows: order };
    return { size, perEpoch, epoch: () => new Pass(1, () => whole) };
  }
  const inputs = new RowGatherer(samples.inputs, count);
  const targets = new RowGatherer(samples.targets, count);
  const full = Math.floor(count / size);
  return {
    size,
    perEpoch,
    epoch: () => {
      random.shuffle(order);
      return new Pass(perEpoch, (from, atMost) => {
        const steps = Math.max(1, Math.min(atMost, full - from));
        const rows = order.subarray(from * size, (from + steps) * size);
        return {
          steps,
          count: rows.length / steps,
          inputs: inputs.gather(rows),
          targets: targets.gather(rows),
          rows,
        };
      });
    },
  };
}

/** Takes chunk after chunk of an epoch. */
class Pass implements Epoch {
  private taken = 0;

  constructor(
    private readonly batches: number,
    /** From which batch on, and how many at most. */
    private readonly chunk: (from: number, atMost: number) => Chunk,
  ) {}

  take(atMost: number): Chunk | undefined {
    if (this.taken >= this.batches) return undefined;
    const chunk = this.chunk(this.taken, atMost);
    this.taken += chunk.steps;
    return chunk;
  }

  *[Symbol.iterator](): IterableIterator<Chunk> {
    for (let chunk = this.take(1); chunk; chunk = this.take(1)) yield chunk;
  }
}

/** Up to this width a loop is faster than a view and a copy. */
const LOOP_WIDTH = 24;

/** Copies rows of [count, width] next to each other into one array that it uses again. */
class RowGatherer {
  private readonly width: number;
  private readonly reused = new ReusedArray();

  constructor(
    private readonly source: Float32Array,
    count: number,
  ) {
    this.width = source.length / count;
  }

  gather(rows: Uint32Array): Float32Array {
    const { source, width } = this;
    const gathered = this.reused.first(rows.length * width);
    let to = 0;
    for (let index = 0; index < rows.length; index++) {
      const from = (rows[index] ?? 0) * width;
      if (width > LOOP_WIDTH) {
        gathered.set(source.subarray(from, from + width), to);
      } else {
        for (let k = 0; k < width; k++) gathered[to + k] = source[from + k] ?? 0;
      }
      to += width;
    }
    return gathered;
  }
}
