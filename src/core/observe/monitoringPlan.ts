import type { MonitorSettings } from '../../protocol/settings';
import { planStepPatterns, type StepPatterns } from './stepPatterns';
import type { WorkEstimate } from './workEstimate';

/** Observing may take this share of a run. */
export const monitoringBudget = 0.05;

/** When a run is observed, decided before it starts. */
export interface MonitoringPlan {
  /** Steps between two looks. */
  readonly everySteps: number;
  /** Training samples that loss and score are evaluated on. */
  readonly evaluatedSamples: number;
  /** Epochs after which they are; the start is evaluated in any case. */
  readonly evaluatedEpochs: ReadonlySet<number>;
  /** Where OUI is that of steps' own mini-batches and whole looks are rarer. */
  readonly stepPatterns?: StepPatterns;
  /** For people: how often, and why so often. */
  readonly says: string;
}

export interface PlannedRun {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly trainSamples: number;
  readonly validationSamples: number;
  /** Samples of a mini-batch whose patterns can be compared; 0 where no layer has any. */
  readonly comparable: number;
}

/** Plan for a little less than the budget: the estimate does not know the machine. */
const plannedShare = 0.035;
/** The first looks are slower, however well warmed up: microseconds. */
const warmingUp = 3000;
/** Part of the rest for evaluating the training loss; looks get what it leaves. */
const evaluationShare = 0.3;
/** Loading and compiling, which belong to the run's time: microseconds, at the least. */
const leastStart = 60_000;
/** More evaluated samples do not help (the loss is known to 2 %), fewer do not tell enough. */
const evaluated = { most: 2048, least: 512, evaluations: 10 } as const;
/** More points no chart shows. */
const mostLooks = 2000;

/**
 * When to look and to evaluate. `every_steps: auto` follows from the amount of work alone, so that
 * the same config is observed at the same steps on every machine; only a `Backoff` may change it.
 */
export function planMonitoring(
  monitor: Pick<MonitorSettings, 'every_steps' | 'preset'>,
  run: PlannedRun,
  work: WorkEstimate,
): MonitoringPlan {
  const totalSteps = run.epochs * run.stepsPerEpoch;
  const budget = plannedShare * estimateRun(run, work) - warmingUp;
  const evaluations = planEvaluations(run, work, evaluationShare * budget);
  if (monitor.every_steps !== 'auto') {
    const { every_steps: everySteps, preset } = monitor;
    const looks = looksOf(everySteps, totalSteps);
    const asked = { preset, everySteps, looks, comparable: run.comparable };
    const stepPatterns = planStepPatterns(asked, work);
    const also = stepPatterns ? ` ${stepPatterns.says}` : '';
    const says = `Observed ${howOften(everySteps, totalSteps)}, as monitor.every_steps asks.${also}`;
    return { ...evaluations, everySteps, says, ...(stepPatterns && { stepPatterns }) };
  }
  const left = budget - evaluations.cost;
  // Start, first step, tenth and end are looked at in any case.
  const looks = Math.min(mostLooks, Math.floor(left / work.look) - 4);
  const everySteps = looks < 1 ? totalSteps : Math.max(1, Math.ceil(totalSteps / looks));
  return { ...evaluations, everySteps, says: sayPlan(everySteps, totalSteps, work) };
}

function estimateRun(run: PlannedRun, { step, evaluation }: WorkEstimate): number {
  const { epochs, stepsPerEpoch, validationSamples } = run;
  const validation = validationSamples > 0 ? (epochs + 1) * evaluation(validationSamples) : 0;
  return leastStart + epochs * stepsPerEpoch * step + validation;
}

function planEvaluations({ epochs, trainSamples }: PlannedRun, work: WorkEstimate, budget: number) {
  const sizes = [evaluated.most, evaluated.most / 2, evaluated.least].map((size) =>
    Math.min(size, trainSamples),
  );
  const cost = (samples: number, count: number) => (1 + count) * work.evaluation(samples);
  const leastCount = atEpochs(epochs, 1).size;
  const evaluatedSamples =
    sizes.find((samples) => cost(samples, leastCount) <= budget) ?? sizes.at(-1)!;
  let evaluatedEpochs = atEpochs(epochs, 1);
  for (let times = 2; times <= evaluated.evaluations; times++) {
    const more = atEpochs(epochs, times);
    if (cost(evaluatedSamples, more.size) <= budget) evaluatedEpochs = more;
  }
  return { evaluatedSamples, evaluatedEpochs, cost: cost(evaluatedSamples, evaluatedEpochs.size) };
}

/** The tenth, where a diagnosis may first speak, the end, which it judges, and some between. */
function atEpochs(epochs: number, times: number): ReadonlySet<number> {
  const every = Math.ceil(epochs / times);
  const regular = Array.from({ length: Math.floor(epochs / every) }, (_, i) => (i + 1) * every);
  return new Set([Math.ceil(epochs / 10), ...regular, epochs]);
}

function sayPlan(everySteps: number, totalSteps: number, { look, step }: WorkEstimate): string {
  const times = looksOf(everySteps, totalSteps);
  const often = howOften(everySteps, totalSteps);
  const cost = (look / step).toFixed(1);
  return (
    `Observed ${often}, ${times} times in ${totalSteps} steps: one look costs about ${cost} steps, ` +
    `and monitoring is kept under ${monitoringBudget * 100} % of the run.`
  );
}

function howOften(everySteps: number, totalSteps: number): string {
  if (everySteps === 1) return 'after every step';
  if (everySteps < totalSteps) return `every ${everySteps} steps`;
  return 'at the start, the first step, a tenth of the run and its end';
}

/** Looks of a whole run: the regular ones, and start, first step, tenth and end. */
export function looksOf(everySteps: number, totalSteps: number): number {
  const regular = Math.floor(totalSteps / everySteps);
  const others = new Set([1, tenthOf(totalSteps), totalSteps]);
  return 1 + regular + [...others].filter((step) => step % everySteps !== 0).length;
}

/** The first step at which a tenth of the run is done. */
export function tenthOf(totalSteps: number): number {
  return Math.max(1, Math.ceil(totalSteps / 10));
}
