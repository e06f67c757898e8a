import type { LossKind } from '../../protocol/settings';
import { codeClasses } from './codeClasses';
import { DataError } from './dataError';
import { blaming, FormatError } from './formatError';
import { pool, type Pool } from './pool';
import type { NumberArray, RawData, RawTargets } from './rawData';
import { sampleShape } from './sampleShape';

/** A file of one array, read, and the config key that named it. */
export interface ArrayFile extends Pool {
  readonly path: string;
  readonly key: string;
}

export interface ArrayPair {
  readonly inputs: ArrayFile;
  readonly targets: ArrayFile;
}

/**
 * Samples out of a file of inputs and a file of targets, with a pair of validation files or without.
 * Targets are classes, or values when `valuesAllowed` and the loss is `mse`; one-hot rows are
 * classes with every loss. Throws DataError at the key of the file that does not fit.
 */
export function joinArrays(
  train: ArrayPair,
  validation: ArrayPair | undefined,
  wanted: { readonly loss: LossKind; readonly valuesAllowed: boolean },
): RawData {
  checkPair(train);
  if (validation !== undefined) checkPair(validation);
  const inputs = pooled(train.inputs, validation?.inputs);
  const targets = pooled(train.targets, validation?.targets);
  const shape = blaming(train.inputs.key, () => sampleShape(inputs.shape, train.inputs.path));
  return {
    name: train.inputs.path,
    count: inputs.shape[0] ?? 0,
    sampleShape: shape,
    inputs: inputs.data,
    targets: blaming(train.targets.key, () => readTargets(targets, train.targets.path, wanted)),
    ...(validation && { ownValidation: validation.inputs.shape[0] ?? 0 }),
    blame: { inputs: train.inputs.key, targets: train.targets.key },
    notes: [],
  };
}

/** Both validation files, or neither; one alone is an error at the key of the other. */
export function bothOrNeither(
  inputs: { readonly key: string; readonly path: string | undefined },
  targets: { readonly key: string; readonly path: string | undefined },
): boolean {
  if ((inputs.path === undefined) === (targets.path === undefined))
    return inputs.path !== undefined;
  const [given, missing] = inputs.path === undefined ? [targets, inputs] : [inputs, targets];
  throw new DataError(
    given.key,
    `${given.key} is given without ${missing.key}; give both or neither`,
  );
}

function checkPair({ inputs, targets }: ArrayPair): void {
  blaming(inputs.key, () => sampleShape(inputs.shape, inputs.path));
  const [samples = 0] = inputs.shape;
  const [labels = 0] = targets.shape;
  if (samples !== labels) {
    throw new DataError(
      targets.key,
      `${inputs.path} holds ${samples} samples and ${targets.path} ${labels} targets; ` +
        'there must be one for each',
    );
  }
  checkFinite(inputs);
  checkFinite(targets);
}

function checkFinite({ data, shape, path, key }: ArrayFile): void {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) return;
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  let rest = at;
  const index = [...shape].reverse().map((size) => {
    const along = rest % size;
    rest = (rest - along) / size;
    return along;
  });
  throw new DataError(
    key,
    `${path}: element [${index.reverse().join(', ')}] (counted from 0) is ${data[at]}; ` +
      'every number must be finite',
  );
}

function pooled(train: ArrayFile, validation: ArrayFile | undefined): Pool {
  if (validation === undefined) return train;
  return blaming(validation.key, () => pool(train, validation, [train.path, validation.path]));
}

function readTargets(
  { shape, data }: Pool,
  path: string,
  { loss, valuesAllowed }: { readonly loss: LossKind; readonly valuesAllowed: boolean },
): RawTargets {
  const [count = 0, width = 1] = shape;
  if (shape.length > 2) {
    throw new FormatError(
      `${path} has shape (${shape.join(', ')}); targets are [samples] or [samples, outputs]`,
    );
  }
  if (width > 1) {
    const labels = oneHotLabels(data, count, width);
    if (labels !== undefined) {
      return { kind: 'classes', labels, names: Array.from({ length: width }, (_, k) => String(k)) };
    }
  }
  if (loss === 'mse' && valuesAllowed) {
    return { kind: 'values', width, values: Float64Array.from(data) };
  }
  if (width > 1) {
    throw new FormatError(
      `${path} has rows of ${width} numbers that are not one-hot; with loss: ${loss} targets are ` +
        'one class number a sample or one-hot rows',
    );
  }
  return codeClasses(data, path);
}

/** The place of the single 1 in each row of zeros, or undefined when a row is not like that. */
function oneHotLabels(data: NumberArray, count: number, width: number): Int32Array | undefined {
  const labels = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const cells = data.subarray(row * width, (row + 1) * width);
    const label = cells.indexOf(1);
    if (label < 0 || !cells.every((value, k) => value === (k === label ? 1 : 0))) return undefined;
    labels[row] = label;
  }
  return labels;
}
