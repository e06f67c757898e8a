import type { RunEnded, RunEvent, RunStarted } from '../../protocol/events';
import { EpochReport } from './epochReport';
import { divergence, type Ending } from './ending';
import { prepare, type Prepared } from './prepare';
import type { StopSignal } from './stopSignal';
import type { TrainingJob } from './trainingJob';

/** What a run needs from the world around it. */
export interface Surroundings {
  /** Records events before it returns; throws where they cannot be recorded. */
  emit(...events: readonly RunEvent[]): void;
  readonly stop: Pick<StopSignal, 'isRequested'>;
}

/** Longest time between two looks at the event loop, milliseconds; a step blocks it. */
const breatheEvery = 15;
/** Plain step events (loss and rate alone) a run writes at most, about. */
const plainEvents = 2000;

/**
 * Trains to the end, to divergence or to a stop, and reports everything as events. The same job
 * gives the same events, apart from times, on the same engine.
 */
export async function train(job: TrainingJob, { emit, stop }: Surroundings): Promise<RunEnded> {
  const begin = performance.now();
  const run = await prepare(job);
  emit(runStarted(job, run));
  await run.observer.start(run.state);
  const startSeconds = (performance.now() - begin) / 1000;
  const epochReport = new EpochReport(run);
  emit(await epochReport.beforeTraining());
  emit(await run.observer.observe(0, run.state, epochReport.initialLoss, 0));
  const ending = await trainSteps(run, epochReport, emit, stop, begin);
  await run.release();
  const ended: RunEnded = {
    type: 'run.ended',
    at: now(),
    ...ending,
    seconds: (performance.now() - begin) / 1000,
    monitoringSeconds: run.clocks.monitoring.seconds,
    costs: {
      start: startSeconds,
      monitoring: run.clocks.monitoring.seconds,
      validation: run.clocks.validation.seconds,
    },
  };
  emit(ended);
  return ended;
}

async function trainSteps(
  run: Prepared,
  epochReport: EpochReport,
  emit: Surroundings['emit'],
  stop: Surroundings['stop'],
  begin: number,
): Promise<Ending> {
  const { settings, stepsPerEpoch, totalSteps, observer, state } = run;
  const plainEvery = Math.max(1, Math.ceil(totalSteps / plainEvents));
  let step = 0;
  let lastBreath = performance.now();
  for (let epoch = 1; epoch <= settings.training.epochs; epoch++) {
    epochReport.begin();
    for (const batch of run.batches()) {
      if (performance.now() - lastBreath > breatheEvery) {
        await breathe();
        lastBreath = performance.now();
      }
      if (stop.isRequested())
        return {
          outcome: 'stopped',
          reason: `Stopped on request after ${step} of ${totalSteps} steps.`,
        };
      step++;
      const result = await run.step(step, batch);
      epochReport.add(result.loss, result.counted, batch.count);
      const diverged = divergence(result.loss, epochReport.initialLoss, step);
      if (diverged || observer.isDue(step)) {
        emit(await observer.observe(step, state, result.loss, result.learningRate));
        const adjustment = observer.adjust(step, (performance.now() - begin) / 1000);
        if (adjustment) emit(adjustment);
      } else if (step === 1 || step % plainEvery === 0) {
        emit({
          type: 'step.ended',
          at: now(),
          step,
          epoch: step / stepsPerEpoch,
          trainLoss: result.loss,
          learningRate: result.learningRate,
          metrics: {},
          layers: {},
        });
      }
      if (diverged) return diverged;
    }
    const ended = await epochReport.end(epoch);
    emit(ended);
    const target = settings.training.stop_at_train_loss;
    if (target !== undefined && ended.trainLoss <= target && epoch < settings.training.epochs)
      return {
        outcome: 'finished',
        reason: `The training loss reached ${target} after ${epoch} of ${settings.training.epochs} epochs.`,
      };
  }
  return { outcome: 'finished' };
}

function runStarted({ runId, settings, dataset, engine }: TrainingJob, run: Prepared): RunStarted {
  return {
    type: 'run.started',
    at: now(),
    runId,
    seed: settings.training.seed,
    engine: engine.name,
    parameters: run.plan.parameterCount,
    layers: run.observer.layers,
    totalSteps: run.totalSteps,
    samples: { train: dataset.train.count, validation: dataset.validation?.count ?? 0 },
    ...(dataset.target.kind === 'classes' && { classes: dataset.target.classes }),
    notDefined: run.observer.notDefined,
    monitor: run.observer.cadence,
    inputsCentred: run.inputsCentred,
  };
}

function now(): string {
  return new Date().toISOString();
}

/** Lets signals and timers in: a native engine blocks the event loop though it returns promises. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
