import { DataError } from './dataError';
import type { Samples } from './dataset';
import type { Random } from './random';

/** A mini-batch. Its arrays are used again by the next one: read or copy them before asking for it. */
export interface Batch {
  readonly count: number;
  /** [count, ...inputShape] */
  readonly inputs: Float32Array;
  /** [count, width] */
  readonly targets: Float32Array;
  /** Which samples these are, [count]. */
  readonly rows: Uint32Array;
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
  epoch(): IterableIterator<Batch>;
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
    const whole: Batch = { count, inputs: samples.inputs, targets: samples.targets, rows: order };
    return { size, perEpoch, epoch: () => [whole].values() };
  }
  const inputs = new RowGatherer(samples.inputs, count, size);
  const targets = new RowGatherer(samples.targets, count, size);

  function* epoch(): IterableIterator<Batch> {
    random.shuffle(order);
    for (let start = 0; start < count; start += size) {
      const rows = order.subarray(start, Math.min(start + size, count));
      yield {
        count: rows.length,
        inputs: inputs.gather(rows),
        targets: targets.gather(rows),
        rows,
      };
    }
  }

  return { size, perEpoch, epoch };
}

/** Up to this width a loop is faster than a view and a copy. */
const LOOP_WIDTH = 24;

/** Copies rows of [count, width] next to each other into one array that it uses again. */
class RowGatherer {
  private readonly width: number;
  private readonly gathered: Float32Array;

  constructor(
    private readonly source: Float32Array,
    count: number,
    capacity: number,
  ) {
    this.width = source.length / count;
    this.gathered = new Float32Array(capacity * this.width);
  }

  gather(rows: Uint32Array): Float32Array {
    const { source, width, gathered } = this;
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
    return to === gathered.length ? gathered : gathered.subarray(0, to);
  }
}
