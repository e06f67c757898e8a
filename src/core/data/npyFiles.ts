import type { DatasetSource, LossKind } from '../../protocol/settings';
import { bothOrNeither, joinArrays, type ArrayFile } from './arrayFiles';
import { blaming } from './formatError';
import { readNpy } from './npy';
import type { RawData } from './rawData';
import { readBytes } from './readBytes';

type NpySource = Extract<DatasetSource, { kind: 'npy' }>;

/** Inputs and targets in NPY files. Throws DataError at the file's config key. */
export async function loadNpy(source: NpySource, loss: LossKind): Promise<RawData> {
  const inputs = { key: 'dataset.validation_inputs', path: source.validation_inputs };
  const targets = { key: 'dataset.validation_targets', path: source.validation_targets };
  const train = {
    inputs: await readArray(source.inputs, 'dataset.inputs'),
    targets: await readArray(source.targets, 'dataset.targets'),
  };
  const validation = bothOrNeither(inputs, targets)
    ? {
        inputs: await readArray(inputs.path ?? '', inputs.key),
        targets: await readArray(targets.path ?? '', targets.key),
      }
    : undefined;
  return joinArrays(train, validation, { loss, valuesAllowed: true });
}

async function readArray(path: string, key: string): Promise<ArrayFile> {
  const bytes = await readBytes(path, key);
  const { shape, data } = blaming(key, () => readNpy(bytes, path));
  return { shape, data, path, key };
}
