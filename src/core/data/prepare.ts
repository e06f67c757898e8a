import type { LossKind, Settings } from '../../protocol/settings';
import { DataError } from './dataError';
import type { Dataset, Samples, Target } from './dataset';
import { redrawLabels } from './labelNoise';
import type { RawData } from './rawData';
import { createRandom } from './random';
import { splitSamples } from './split';
import { gatherRows, measureScaling, type Scaling } from './standardize';
import { describeTarget, encodeLabels } from './targets';

/**
 * Raw data split, with label noise and scaling applied, as float32 arrays. Everything random comes
 * from `training.seed`; statistics come from the training samples alone.
 */
export function prepare(raw: RawData, settings: Settings): Dataset {
  const { dataset, loss, training } = settings;
  const target = describeTarget(raw, loss);
  const split = splitSamples(raw, dataset, createRandom(training.seed, 'split'));
  const width = raw.sampleShape.reduce((product, size) => product * size, 1);
  const isImage = raw.sampleShape.length === 3;
  const scaling = dataset.standardize
    ? measureScaling(raw.inputs, split.train, width, isImage)
    : fixedScaling(dataset.input_factor);
  const gather = (rows: Uint32Array) => gatherFinite(raw, rows, width, scaling);
  const trainTargets = gatherTargets(raw, split.train);
  const noiseNotes = addLabelNoise(trainTargets, target, dataset.label_noise, training.seed);
  const classNotes = trainTargets.labels
    ? checkClasses(trainTargets.labels, target, settings)
    : measuredNotes(trainTargets.values);
  const samples = (rows: Uint32Array, targets: RowTargets): Samples => ({
    count: rows.length,
    inputs: gather(rows),
    ...encode(targets, target, loss),
  });
  return {
    inputShape: raw.sampleShape,
    target,
    train: samples(split.train, trainTargets),
    ...(split.validation.length > 0 && {
      validation: samples(split.validation, gatherTargets(raw, split.validation)),
    }),
    notes: [
      ...raw.notes,
      ...split.notes,
      ...noiseNotes,
      ...classNotes,
      dataset.standardize ? scalingNote(scaling, isImage) : factorNote(dataset.input_factor),
      ...probeNotes(settings.monitor.probe_samples, split.train.length),
    ],
  };
}

type RowTargets =
  | { readonly labels: Int32Array; readonly values?: never }
  | { readonly values: Float64Array; readonly labels?: never };

function gatherTargets({ targets }: RawData, rows: Uint32Array): RowTargets {
  if (targets.kind === 'classes') {
    return { labels: Int32Array.from(rows, (row) => targets.labels[row] ?? -1) };
  }
  const { width, values } = targets;
  const gathered = new Float64Array(rows.length * width);
  rows.forEach((row, to) => {
    gathered.set(values.subarray(row * width, (row + 1) * width), to * width);
  });
  return { values: gathered };
}

function encode(rows: RowTargets, target: Target, loss: LossKind) {
  if (rows.values) return { targets: Float32Array.from(rows.values) };
  const classes = target.kind === 'classes' ? target.classes : 0;
  return { targets: encodeLabels(rows.labels, classes, loss), labels: rows.labels };
}

function addLabelNoise(
  { labels }: RowTargets,
  target: Target,
  share: number,
  seed: number,
): readonly string[] {
  if (share === 0) return [];
  if (labels === undefined || target.kind !== 'classes') {
    throw new DataError(
      'dataset.label_noise',
      `label_noise ${share} redraws classes, and the target here is numbers; use 0`,
    );
  }
  const random = createRandom(seed, 'label noise');
  const { redrawn, changed } = redrawLabels(labels, target.classes, share, random);
  return [
    `${redrawn} of ${labels.length} training labels were redrawn over all ${target.classes} ` +
      `classes, and ${changed} are different now; validation labels are as they were.`,
  ];
}

function checkClasses(
  labels: Int32Array,
  target: Target,
  { dataset }: Settings,
): readonly string[] {
  const present = new Set(labels);
  const names = target.kind === 'classes' ? (target.names ?? []) : [];
  const missing = names.filter((_, label) => !present.has(label));
  if (present.size < 2) {
    throw new DataError(
      dataset.train_samples === undefined ? 'dataset.validation' : 'dataset.train_samples',
      `all ${labels.length} training samples are of one class after the split; use more of them`,
    );
  }
  if (missing.length === 0) return [];
  const listed = missing.slice(0, 10).map((name) => `'${name}'`);
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : '';
  return [`No training sample is of class ${listed.join(', ')}${more}.`];
}

function measuredNotes(values: Float64Array): readonly string[] {
  const rows = Uint32Array.from(values, (_, row) => row);
  const { mean, factor } = measureScaling(values, rows, 1, true);
  const deviation = 1 / (factor[0] ?? 0);
  if (deviation > 0.01 && deviation < 100) return [];
  const seen =
    deviation === Infinity
      ? `The training targets are all ${mean[0]}.`
      : `The training targets have standard deviation ${deviation.toPrecision(3)}.`;
  return [`${seen} Targets are not standardized; a model learns best when it is near 1.`];
}

function probeNotes(asked: number, samples: number): readonly string[] {
  if (asked <= samples) return [];
  return [
    `monitor.probe_samples asks for ${asked} and there are ${samples} training samples: ` +
      `activations are read on all ${samples}.`,
  ];
}

/** Float32 ends at 3.4e38; beyond it a finite number of the source would become infinite. */
function gatherFinite(
  raw: RawData,
  rows: Uint32Array,
  width: number,
  scaling: Scaling | undefined,
): Float32Array {
  const gathered = gatherRows(raw.inputs, rows, width, scaling);
  let bad = 0;
  while (bad < gathered.length && Number.isFinite(gathered[bad])) bad += 1;
  if (bad === gathered.length) return gathered;
  const sample = rows[Math.floor(bad / width)] ?? 0;
  const input = bad % width;
  throw new DataError(
    raw.blame.inputs,
    `${raw.name}: input ${input + 1} of sample ${sample + 1} is ` +
      `${raw.inputs[sample * width + input]}, too far from the others for 32-bit floats`,
  );
}

function fixedScaling(factor: number | undefined): Scaling | undefined {
  return factor === undefined
    ? undefined
    : { mean: new Float64Array(1), factor: Float64Array.of(factor) };
}

function factorNote(factor: number | undefined): string {
  if (factor === undefined) return scalingNote(undefined, false);
  return `Inputs are those of the source times ${factor}, not standardized.`;
}

function scalingNote(scaling: Scaling | undefined, isImage: boolean): string {
  if (scaling === undefined) return 'Inputs are as they are in the source, not standardized.';
  if (isImage) {
    const mean = scaling.mean[0] ?? 0;
    const deviation = 1 / (scaling.factor[0] ?? 0);
    return (
      'Inputs are standardized by one mean and standard deviation of all training pixels, ' +
      `${mean.toPrecision(4)} and ${deviation.toPrecision(4)}.`
    );
  }
  const constant = scaling.factor.filter((factor) => factor === 0).length;
  return (
    'Each feature is standardized to mean 0 and standard deviation 1 by the training samples' +
    (constant > 0 ? `; ${constant} constant in them stay 0.` : '.')
  );
}
