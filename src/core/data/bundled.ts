import { join } from 'node:path';
import type { BundledName, LossKind } from '../../protocol/settings';
import { DataError } from './dataError';
import { loadIdx } from './idxFiles';
import type { RawData } from './rawData';

/**
 * Data that comes with Fitscope, read from `folder`: `digits` has one pair of files,
 * `fashion-mnist-mini` a test set of its own, which serves as its validation set.
 * Throws DataError at `dataset.name` when a file is missing or damaged.
 */
export async function loadBundled(
  name: BundledName,
  loss: LossKind,
  folder: string,
): Promise<RawData> {
  const pair = (part: string) => ({
    images: join(folder, `${part}-images-idx3-ubyte.gz`),
    labels: join(folder, `${part}-labels-idx1-ubyte.gz`),
  });
  try {
    const raw = await loadIdx({ kind: 'idx', ...filesOf(name, pair) }, loss);
    return { ...raw, name, blame: { inputs: 'dataset.name', targets: 'dataset.name' } };
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    throw new DataError('dataset.name', `the bundled data ${name} is not whole: ${error.message}`);
  }
}

type Pair = (part: string) => { readonly images: string; readonly labels: string };

function filesOf(name: BundledName, pair: Pair) {
  switch (name) {
    case 'digits':
      return pair('digits');
    case 'fashion-mnist-mini': {
      const { images, labels } = pair('fashion-mnist-mini-test');
      return {
        ...pair('fashion-mnist-mini-train'),
        validation_images: images,
        validation_labels: labels,
      };
    }
  }
}
