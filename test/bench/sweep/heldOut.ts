import type { Dataset, Samples } from '../../../src/core/data/dataset';
import { redrawLabels } from '../../../src/core/data/labelNoise';
import { loadDataset } from '../../../src/core/data/loadDataset';
import { createRandom } from '../../../src/core/data/random';
import { encodeLabels } from '../../../src/core/data/targets';
import type { Settings } from '../../../src/protocol/settings';
import type { Task } from './tasks';

export interface TaskData {
  /** Its validation samples are drawn, and their labels redrawn, like those of the training. */
  readonly dataset: Dataset;
  /** Clean labels; no search sees them. */
  readonly test: Samples;
}

/** The data of a task for a seed of its split, its labels and its weights. */
export async function taskData(
  { settings, validation, test }: Task,
  seed: number,
  bundledFolder: string,
): Promise<TaskData> {
  const seeded = { ...settings, training: { ...settings.training, seed } };
  const { validation: held, ...dataset } = await loadDataset(seeded, { bundledFolder });
  if (!held || held.count <= validation)
    throw new Error(`${held?.count ?? 0} samples are held out, and ${validation} shall validate.`);
  const seen = redrawn(rowsOf(held, 0, validation), dataset.target, seeded);
  return {
    dataset: { ...dataset, validation: seen },
    test: rowsOf(held, validation, Math.min(held.count, validation + test)),
  };
}

function rowsOf({ count, inputs, targets, labels }: Samples, from: number, to: number): Samples {
  const part = <T extends Float32Array | Int32Array>(array: T): T => {
    const width = array.length / count;
    return array.slice(from * width, to * width) as T;
  };
  return {
    count: to - from,
    inputs: part(inputs),
    targets: part(targets),
    ...(labels && { labels: part(labels) }),
  };
}

function redrawn(
  samples: Samples,
  target: Dataset['target'],
  { dataset, loss, training }: Settings,
): Samples {
  if (!samples.labels || target.kind !== 'classes') return samples;
  const labels = samples.labels.slice();
  const random = createRandom(training.seed, 'validation noise');
  redrawLabels(labels, target.classes, dataset.label_noise, random);
  return { ...samples, labels, targets: encodeLabels(labels, target.classes, loss) };
}
