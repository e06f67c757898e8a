import type { Samples } from '../../data/dataset';
import type { Random } from '../../data/random';

/** Training samples that gradients are taken on, the same all through a run. */
export interface TrainingSlice {
  /** Stands for the training set: all of it where it is small. */
  readonly whole: Samples;
  /** Disjoint mini-batches of equal size out of the whole. */
  readonly batches: readonly Samples[];
  /** What the curvature is measured on. */
  readonly forCurvature: Samples;
}

const mostSamples = 2048;
const mostBatches = 8;
/** A set up to the larger size is taken whole, of a larger one the smaller number. */
const curvatureSamples = { whole: 512, part: 256 } as const;

/** The sizes that a slice will have: mini-batches of the run's size, at most a quarter of it. */
export function sliceSizes(trainSamples: number, batchSize: number | 'all') {
  const whole = Math.min(trainSamples, mostSamples);
  const quarter = Math.max(1, Math.floor(whole / 4));
  const batch = batchSize === 'all' ? quarter : Math.min(batchSize, quarter);
  return {
    whole,
    batch,
    batches: Math.min(mostBatches, Math.floor(whole / batch)),
    curvature: whole <= curvatureSamples.whole ? whole : curvatureSamples.part,
  };
}

export function trainingSlice(
  train: Samples,
  batchSize: number | 'all',
  random: Pick<Random, 'permutation'>,
): TrainingSlice {
  const sizes = sliceSizes(train.count, batchSize);
  const whole = pick(train, random.permutation(train.count).slice(0, sizes.whole));
  return {
    whole,
    batches: Array.from({ length: sizes.batches }, (_, at) =>
      range(whole, at * sizes.batch, (at + 1) * sizes.batch),
    ),
    forCurvature: range(whole, 0, sizes.curvature),
  };
}

function pick(samples: Samples, rows: Uint32Array): Samples {
  const of = (source: Float32Array) => {
    const width = source.length / samples.count;
    const picked = new Float32Array(rows.length * width);
    rows.forEach((row, to) =>
      picked.set(source.subarray(row * width, (row + 1) * width), to * width),
    );
    return picked;
  };
  return { count: rows.length, inputs: of(samples.inputs), targets: of(samples.targets) };
}

/** Without a copy. */
function range(samples: Samples, from: number, to: number): Samples {
  const of = (source: Float32Array) => {
    const width = source.length / samples.count;
    return source.subarray(from * width, to * width);
  };
  return { count: to - from, inputs: of(samples.inputs), targets: of(samples.targets) };
}
