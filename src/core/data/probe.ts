import type { Samples } from './dataset';
import type { Random } from './random';

/**
 * The probe batch: `count` training samples (all when there are fewer), copied, on which activations
 * are read all through a run.
 */
export function probe(samples: Samples, count: number, random: Random): Samples {
  const rows = random.permutation(samples.count).slice(0, count).sort();
  const pick = (source: Float32Array) => {
    const width = source.length / samples.count;
    const picked = new Float32Array(rows.length * width);
    rows.forEach((row, to) => {
      picked.set(source.subarray(row * width, (row + 1) * width), to * width);
    });
    return picked;
  };
  const { labels } = samples;
  return {
    count: rows.length,
    inputs: pick(samples.inputs),
    targets: pick(samples.targets),
    ...(labels && { labels: Int32Array.from(rows, (row) => labels[row] ?? -1) }),
  };
}
