import type { DatasetSettings, Settings } from '../protocol/settings';
import { isGiven, parsePath } from './configPath';
import type { Issue, Severity } from './problem';

/**
 * What the schema cannot say: parts that contradict each other, and values that nothing reads.
 * `raw` tells what was written from what was filled in.
 */
export function crossChecks(settings: Settings, raw: unknown): readonly Issue[] {
  return [
    ...validationFiles(settings.dataset, raw),
    ...csvColumns(settings.dataset),
    ...syntheticSizes(settings.dataset),
    ...unusedFactor(settings.dataset),
    ...lossAndClasses(settings),
    ...imagesForCnn(settings),
    ...centredOutputs(settings),
    ...balancedOutput(settings),
    ...hiddenLayersToWatch(settings),
    ...unusedMomentum(settings, raw),
  ];
}

function validationFiles(dataset: DatasetSettings, raw: unknown): readonly Issue[] {
  const pair =
    dataset.kind === 'idx'
      ? (['validation_images', 'validation_labels'] as const)
      : dataset.kind === 'npy'
        ? (['validation_inputs', 'validation_targets'] as const)
        : undefined;
  if (pair === undefined) return [];
  const [given, missing] = isGiven(raw, `dataset.${pair[0]}`)
    ? pair
    : ([pair[1], pair[0]] as const);
  if (!isGiven(raw, `dataset.${given}`)) return [];
  const issues: Issue[] = [];
  if (!isGiven(raw, `dataset.${missing}`)) {
    const says = `dataset.${missing} is missing; dataset.${given} needs it.`;
    issues.push({ ...error(`dataset.${given}`, says), on: 'key' });
  }
  if (isGiven(raw, 'dataset.validation') && dataset.validation !== 0) {
    const says = `dataset.validation is not used, because dataset.${given} is given.`;
    issues.push(warning('dataset.validation', says));
  }
  return issues;
}

function csvColumns(dataset: DatasetSettings): readonly Issue[] {
  if (dataset.kind !== 'csv') return [];
  const { features = [], target } = dataset;
  return features.flatMap((feature, i) => {
    const path = `dataset.features.${i}`;
    if (feature === target) {
      return [error(path, `${path} is ${target}, which is dataset.target: it cannot be an input.`)];
    }
    const first = features.indexOf(feature);
    return first < i
      ? [error(path, `${path} is ${feature}, as dataset.features.${first} is.`)]
      : [];
  });
}

function syntheticSizes(dataset: DatasetSettings): readonly Issue[] {
  if (dataset.kind !== 'synthetic') return [];
  const { name, samples, dimension, classes, train_samples: trained } = dataset;
  const issues: Issue[] = [];
  if (name === 'modular-addition' && !Number.isInteger(classes)) {
    const says = `dataset.dimension is ${dimension}; it is twice the modulus, so it must be even.`;
    issues.push(error('dataset.dimension', says));
  } else if (name === 'modular-addition' && dimension !== 2 * classes) {
    const says = `dataset.dimension is ${dimension}; for modulus ${classes} it is ${2 * classes}.`;
    issues.push(error('dataset.dimension', `${says} It may be left out.`));
  } else if (name === 'modular-addition' && samples !== classes ** 2) {
    const says = `dataset.samples is ${samples}; modulus ${classes} has ${classes ** 2} pairs.`;
    issues.push(error('dataset.samples', `${says} Use train_samples to take fewer.`));
  }
  if (trained !== undefined && trained > samples) {
    const says = `dataset.train_samples is ${trained}; dataset.samples is only ${samples}.`;
    issues.push(error('dataset.train_samples', says));
  }
  return issues;
}

function unusedFactor({ input_factor: factor, standardize }: DatasetSettings): readonly Issue[] {
  if (factor === undefined || !standardize) return [];
  const says = 'dataset.input_factor is not used, because dataset.standardize is true.';
  return [warning('dataset.input_factor', says)];
}

function lossAndClasses({ dataset, loss }: Settings): readonly Issue[] {
  const classes = knownClasses(dataset);
  if (classes === undefined) return [];
  const issues: Issue[] = [];
  const data = classes === 1 ? 'real-valued targets' : `${classes} classes`;
  if (loss === 'logistic' && classes !== 2) {
    const right = classes === 1 ? 'mse' : 'cross_entropy';
    issues.push(
      error(
        'loss',
        `loss is logistic, which needs two classes; the data have ${data}. Use ${right}.`,
      ),
    );
  }
  if (loss === 'cross_entropy' && classes === 1) {
    issues.push(
      error('loss', `loss is cross_entropy, which needs classes; the data have ${data}. Use mse.`),
    );
  }
  if (classes === 1 && dataset.label_noise > 0) {
    const says = `dataset.label_noise is ${dataset.label_noise}; real-valued targets have no labels.`;
    issues.push(error('dataset.label_noise', `${says} Use dataset.noise.`));
  }
  return issues;
}

/** Number of classes where the config alone tells it, 1 for a real-valued target. */
function knownClasses(dataset: DatasetSettings): number | undefined {
  switch (dataset.kind) {
    case 'bundled':
      return 10;
    case 'synthetic':
      return dataset.classes;
    case 'csv':
    case 'idx':
    case 'npy':
      return undefined;
  }
}

function imagesForCnn({ dataset, model }: Settings): readonly Issue[] {
  if (model.kind !== 'cnn' || (dataset.kind !== 'csv' && dataset.kind !== 'synthetic')) return [];
  const says = `model.kind is cnn, which needs images; dataset.kind ${dataset.kind} gives rows.`;
  return [error('model.kind', `${says} Use mlp.`)];
}

function centredOutputs({ dataset, loss, model }: Settings): readonly Issue[] {
  if (!model.centre_outputs || (loss !== 'logistic' && knownClasses(dataset) !== 1)) return [];
  const says = 'model.centre_outputs is true, and there is one output: it would always be 0.';
  return [error('model.centre_outputs', says)];
}

function hiddenLayersToWatch({ model, monitor }: Settings): readonly Issue[] {
  if (model.kind !== 'linear' || monitor.preset !== 'full') return [];
  const says =
    'monitor.preset is full, which looks into hidden layers; model.kind linear has none.';
  return [error('monitor.preset', `${says} Use standard.`)];
}

function balancedOutput({ model }: Settings): readonly Issue[] {
  const hasDense = model.kind === 'cnn' ? model.dense.length > 0 : model.kind !== 'linear';
  const { output } = model.init;
  if ((output !== 'balanced' && output !== 'dominated') || hasDense) return [];
  const says = `model.init.output is ${output}, which needs a dense layer before the output layer.`;
  return [error('model.init.output', says)];
}

/**
 * A momentum that the optimizer does not read. It is allowed, because one config often serves
 * several optimizers in turn, and 0.9 is what every config has; anything else was meant to count.
 */
function unusedMomentum({ optimizer }: Settings, raw: unknown): readonly Issue[] {
  if (!isGiven(raw, 'optimizer.momentum')) return [];
  const { kind, momentum } = optimizer;
  switch (kind) {
    case 'momentum':
    case 'muon':
      return [];
    case 'sgd':
      if (momentum === 0) return [];
      return [
        warning('optimizer.momentum', 'optimizer.kind sgd has no momentum. Use kind momentum.'),
      ];
    case 'adam':
    case 'adamw':
      if (momentum === 0.9) return [];
      return [warning('optimizer.momentum', `optimizer.kind ${kind} does not use momentum.`)];
  }
}

function error(path: string, message: string): Issue {
  return issue('error', path, message);
}

function warning(path: string, message: string): Issue {
  return issue('warning', path, message);
}

function issue(severity: Severity, path: string, message: string): Issue {
  return { severity, at: parsePath(path), on: 'value', message };
}
