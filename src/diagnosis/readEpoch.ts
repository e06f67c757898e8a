import type { MetricId } from '../metrics/catalog';
import type { EpochEnded, MetricValues, StepEnded } from '../protocol/events';
import type { RunView } from '../protocol/runView';
import { lossCap } from './lossUnit';
import { underTrainingNoise } from './noisyValidation';
import type { LayerValue, LossUnit, Reading } from './signals';

/** Everything known about a run at the end of an epoch after the first update. */
export function readEpoch(
  view: RunView,
  ended: EpochEnded,
  unit: LossUnit | undefined,
  share: number,
): Reading {
  const probes = probesOf(view.steps, ended.epoch);
  const value = (metric: MetricId) => lastValue(probes, metric);
  const evaluated = ended.metrics['train_loss'];
  const trainLoss = inUnits(evaluated ?? ended.trainLoss, unit);
  const validationLoss = inUnits(ended.validationLoss, unit);
  const comparable = inUnits(withNoise(view, ended.validationLoss), unit);
  const trainScore = finiteOf(ended.metrics['train_score'] ?? ended.trainScore);
  const classes = view.started?.classes;
  return defined({
    step: stepOf(view, ended.epoch),
    epoch: ended.epoch,
    share,
    trainLoss,
    trainProgress: trainLoss === undefined ? undefined : 1 - trainLoss,
    trainScore,
    trainSkill: skill(trainScore, classes),
    validationLoss,
    validationSkill: skill(finiteOf(ended.validationScore), classes),
    // A mean over the epoch's mini-batches lags behind; only late in a run it does not matter.
    gap:
      trainLoss !== undefined &&
      comparable !== undefined &&
      (evaluated !== undefined || share > 0.5)
        ? comparable - trainLoss
        : undefined,
    normRatio: value('weight_norm_ratio'),
    movement: value('weight_movement'),
    weightChange: value('weight_change'),
    oui: value('oui'),
    ouiRelative: value('oui_relative'),
    lowestOui: extremeLayer(probes, 'oui_relative', (a, b) => a < b),
    mostDead: extremeLayer(probes, 'dead_units', (a, b) => a > b),
    gradientFeatureAlignment: value('gradient_feature_alignment'),
    neuronAlignment: value('neuron_alignment'),
    decayHorizon: shortestHorizon(view.steps, ended.epoch),
  }) as Reading;
}

/** The validation loss as it would be if its labels were redrawn like those of training. */
function withNoise(view: RunView, loss: number | undefined): number | undefined {
  const { dataset, loss: kind } = view.record.settings;
  const classes = kind === 'logistic' ? 2 : view.started?.classes;
  if (loss === undefined || classes === undefined || kind === 'mse') return loss;
  return underTrainingNoise(loss, dataset.label_noise, classes);
}

/** Optimizer steps done at the end of an epoch; the epoch itself where no step is known. */
export function stepOf(view: RunView, epoch: number): number {
  const total = view.started?.totalSteps;
  const { epochs } = view.record.settings.training;
  if (total !== undefined && epochs > 0) return Math.round((total * epoch) / epochs);
  return view.steps.findLast((step) => step.epoch <= epoch + 1e-9)?.step ?? epoch;
}

/**
 * Step events that may speak for the end of an epoch: not after it, and in the second half of the
 * run so far, since a value left from the start would look like a network that did not move.
 */
function probesOf(steps: readonly StepEnded[], epoch: number): readonly StepEnded[] {
  return steps.filter((one) => one.epoch <= epoch + 1e-9 && one.epoch >= epoch / 2 && one.step > 0);
}

/** At the highest learning rate so far: under a schedule that falls to 0 the horizon has no end. */
function shortestHorizon(steps: readonly StepEnded[], epoch: number): number | undefined {
  const horizons = steps
    .filter((one) => one.epoch <= epoch + 1e-9)
    .flatMap((one) => finiteOf(one.metrics['decay_horizon']) ?? []);
  return horizons.length > 0 ? Math.min(...horizons) : undefined;
}

function lastValue(probes: readonly StepEnded[], metric: MetricId): number | undefined {
  const of = (one: StepEnded) => one.metrics[metric] ?? meanOf(one.layers, metric);
  const found = probes.findLast((one) => of(one) !== undefined);
  return finiteOf(found && of(found));
}

function meanOf(
  layers: Readonly<Record<string, MetricValues>>,
  metric: MetricId,
): number | undefined {
  const values = Object.values(layers).flatMap((layer) => layer[metric] ?? []);
  return values.length > 0 ? values.reduce((sum, one) => sum + one, 0) / values.length : undefined;
}

function extremeLayer(
  probes: readonly StepEnded[],
  metric: MetricId,
  beats: (a: number, b: number) => boolean,
): LayerValue | undefined {
  const probe = probes.findLast((one) =>
    Object.values(one.layers).some((layer) => layer[metric] !== undefined),
  );
  let extreme: LayerValue | undefined;
  for (const [layer, values] of Object.entries(probe?.layers ?? {})) {
    const value = finiteOf(values[metric]);
    if (value !== undefined && (!extreme || beats(value, extreme.value)))
      extreme = { layer, value };
  }
  return extreme;
}

function inUnits(loss: number | undefined, unit: LossUnit | undefined): number | undefined {
  if (loss === undefined || unit === undefined || !Number.isFinite(loss)) return undefined;
  return Math.min(loss / unit.value, lossCap);
}

function skill(score: number | undefined, classes: number | undefined): number | undefined {
  if (score === undefined || classes === undefined || classes < 2) return score;
  return (score - 1 / classes) / (1 - 1 / classes);
}

function finiteOf(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

/** The same object without its undefined values. */
function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
