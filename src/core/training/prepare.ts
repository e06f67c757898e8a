import { inputCosine } from '../../metrics/inputCosine';
import type { Settings } from '../../protocol/settings';
import { batches as batchesOf, type Epoch } from '../data/batches';
import type { Dataset, Samples, Target } from '../data/dataset';
import { probe } from '../data/probe';
import { createRandom } from '../data/random';
import type { Executable } from '../engines/engine';
import { evaluateProgram } from '../model/evaluateProgram';
import { initialize } from '../model/initialize';
import type { ModelPlan } from '../model/plan';
import { planModel } from '../model/planModel';
import { planOptimizer } from '../model/planOptimizer';
import { Cadence } from '../observe/cadence';
import { planDeepLooks } from '../observe/deep/deepPlan';
import { planMonitoring, type MonitoringPlan } from '../observe/monitoringPlan';
import { Observer } from '../observe/observer';
import { watchedBy, type Watched } from '../observe/presets';
import { comparedLayers, describeLayers } from '../observe/undefinedMetrics';
import { estimateWork } from '../observe/workEstimate';
import { rows } from './evaluate';
import { scoreFor, type Score } from './score';
import { Stepper } from './stepper';
import { Stopwatch } from './stopwatch';
import { TrainerState } from './trainerState';
import type { TrainingJob } from './trainingJob';

/** Mean cosine between inputs above which they count as not centred; 0 for standardized tables. */
const centredCosine = 0.5;

const warmUpSamples = 32;

/** A job with everything laid out, compiled and drawn: training can begin. */
export interface Prepared {
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly plan: ModelPlan;
  readonly state: TrainerState;
  readonly observer: Observer;
  readonly watched: Watched;
  readonly monitoring: MonitoringPlan;
  readonly cadence: Cadence;
  readonly score: Score;
  readonly evaluation: Executable;
  /** Training samples that loss and score are evaluated on. */
  readonly evaluated: Samples;
  readonly inputsCentred: boolean;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  readonly clocks: { readonly monitoring: Stopwatch; readonly validation: Stopwatch };
  /** Numbers that a mini-batch brings into a step: inputs, targets and dropout masks. */
  readonly numbersAStep: number;
  /** The mini-batches of the next epoch. */
  batches(): Epoch;
  /** See {@link Stepper.run}. */
  step: Stepper['run'];
  /** The first call of a program is slow, and that is no evaluation's fault. */
  warmUpEvaluation(): Promise<void>;
  release(): Promise<void>;
}

export async function prepare({ settings, dataset, engine }: TrainingJob): Promise<Prepared> {
  const { seed } = settings.training;
  const random = (stream: string) => createRandom(seed, stream);
  const { train, target } = dataset;
  const plan = planModel(settings.model, dataset.inputShape, outputsOf(target, settings));
  const optimizer = planOptimizer(settings.optimizer, plan);
  const parameters = initialize(plan, settings.model.init, random('init'));
  const state = new TrainerState(plan, optimizer.moments, parameters);
  const epochs = batchesOf(train, settings.training.batch_size, random('batches'));
  const totalSteps = epochs.perEpoch * settings.training.epochs;
  const watched = watchedBy(settings.monitor.preset);
  const clocks = { monitoring: new Stopwatch(), validation: new Stopwatch() };
  const compared = comparedLayers(describeLayers(plan, settings));
  const looked = probe(train, settings.monitor.probe_samples, random('probe'));
  const work = estimateWork(plan, watched, { batch: epochs.size, probe: looked.count });
  const monitoring = planMonitoring(
    settings.monitor,
    {
      epochs: settings.training.epochs,
      stepsPerEpoch: epochs.perEpoch,
      trainSamples: train.count,
      validationSamples: dataset.validation?.count ?? 0,
      comparable: compared.length > 0 ? epochs.size : 0,
    },
    work,
  );
  const deepPlan = watched.deep
    ? planDeepLooks(
        {
          totalSteps,
          trainSamples: train.count,
          batchSize: settings.training.batch_size,
          everySteps: settings.monitor.every_steps,
        },
        work,
      )
    : undefined;
  const cadence = new Cadence(
    monitoring,
    totalSteps,
    settings.monitor,
    watched.directions,
    deepPlan,
  );
  const { stepPatterns } = monitoring;
  const distances = stepPatterns && { layers: compared, rows: stepPatterns.samples };
  const steps = { plan, settings, dataset, totalSteps, state, ...(distances && { distances }) };
  const stepper = await Stepper.compile(engine, steps);
  const evaluation = await engine.compile(evaluateProgram(plan, settings, target));
  const observer = await Observer.compile(engine, {
    plan,
    settings,
    dataset,
    watched,
    probe: looked,
    monitoring,
    cadence,
    compared,
    distancesOf: (samples) => stepper.distancesOf(samples),
    stepsPerEpoch: epochs.perEpoch,
    totalSteps,
    clock: clocks.monitoring,
  });
  return {
    settings,
    dataset,
    plan,
    state,
    observer,
    watched,
    monitoring,
    cadence,
    score: scoreFor(target, train),
    evaluation,
    evaluated:
      train.count <= monitoring.evaluatedSamples
        ? train
        : probe(train, monitoring.evaluatedSamples, random('evaluated')),
    inputsCentred: areCentred(train),
    stepsPerEpoch: epochs.perEpoch,
    totalSteps,
    numbersAStep:
      epochs.size *
      (widthOf(train) + plan.masks.reduce((sum, { units }) => sum + units, plan.outputs)),
    clocks,
    batches: () => epochs.epoch(),
    step: (first, chunk, isLast) =>
      stepper.run(first, chunk, isLast, (step) => cadence.isDue(step)),
    warmUpEvaluation: async () => {
      const few = rows(train, 0, Math.min(train.count, warmUpSamples), dataset.inputShape);
      await evaluation.run({ ...state.looked, ...few });
    },
    release: async () => {
      await Promise.all([stepper.release(), evaluation.release(), observer.release()]);
    },
  };
}

function outputsOf(target: Target, settings: Settings): number {
  switch (target.kind) {
    case 'classes':
      return settings.loss === 'logistic' ? 1 : target.classes;
    case 'values':
      return target.width;
  }
}

function areCentred(samples: Samples): boolean {
  const cosine = inputCosine(samples.inputs, samples.count, widthOf(samples));
  return typeof cosine !== 'number' || cosine < centredCosine;
}

function widthOf({ inputs, count }: Samples): number {
  return inputs.length / count;
}
