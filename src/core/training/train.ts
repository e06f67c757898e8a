import type { RunEnded, RunEvent, RunStarted, StepEnded } from '../../protocol/events';
import { EpochReport } from './epochReport';
import { withEvaluation } from '../observe/metricCosts';
import { looksOf } from '../observe/monitoringPlan';
import { divergence, type Ending } from './ending';
import { EventRecord, type ExpectedEvents } from './eventRecord';
import { Pace } from './pace';
import { prepare, type Prepared } from './prepare';
import type { StepResult } from './stepper';
import type { StopSignal } from './stopSignal';
import type { TrainingJob } from './trainingJob';

/** What a run needs from the world around it. */
export interface Surroundings {
  /** Records events before it returns; throws where they cannot be recorded. */
  emit(...events: readonly RunEvent[]): void;
  readonly stop: Pick<StopSignal, 'isRequested'>;
  /** Resolves when the run may go on after an epoch, at once where nothing holds it. */
  hold?(epoch: number): Promise<void>;
  /** Gets the trained model before it is released; not where the run failed. */
  trained?(run: Prepared): Promise<void>;
}

/** Longest time between two looks at the event loop, milliseconds; a step blocks it. */
const breatheEvery = 15;
/** Plain step events (loss and rate alone) a run writes at most, about. */
const plainEvents = 2000;

/**
 * Trains to the end, to divergence or to a stop, and reports everything as events. The same job
 * gives the same events, apart from times, on the same engine.
 */
export async function train(job: TrainingJob, surroundings: Surroundings): Promise<RunEnded> {
  const { emit } = surroundings;
  const clock = new RunClock();
  const run = await prepare(job);
  try {
    await run.observer.start(run.state);
    await run.warmUpEvaluation();
    const startSeconds = clock.seconds;
    const record = new EventRecord(emit, expectedEvents(run));
    emit(runStarted(job, run, record.says));
    const ending = await trainSteps(run, surroundings, record, clock).finally(() => record.flush());
    await surroundings.trained?.(run);
    const ended = runEnded(ending, run, startSeconds, clock.seconds);
    emit(ended);
    return ended;
  } finally {
    await run.release();
  }
}

async function trainSteps(
  run: Prepared,
  { stop, hold }: Surroundings,
  record: EventRecord,
  clock: RunClock,
): Promise<Ending> {
  const { settings, stepsPerEpoch, totalSteps, observer, cadence, state, clocks } = run;
  const epochReport = new EpochReport(run, stop);
  const plainEvery = Math.max(1, Math.ceil(totalSteps / plainEvents));
  const breath = new Breath();
  const pace = new Pace(run.numbersAStep);
  let step = 0;
  const stopped = (): Ending => ({
    outcome: 'stopped',
    reason: `Stopped on request after ${step} of ${totalSteps} steps.`,
  });
  const ended = (loss: number, at: number) => divergence(loss, epochReport.initialLoss, at);
  const share = () => clocks.monitoring.seconds / clock.seconds;
  const before = await epochReport.beforeTraining();
  if (!before) return stopped();
  record.epoch({ ...before, monitoringShare: share() });
  record.look(await observer.observe(0, state, epochReport.initialLoss, 0), true);
  for (let epoch = 1; epoch <= settings.training.epochs; epoch++) {
    epochReport.begin();
    const batches = run.batches();
    for (;;) {
      await breath.take();
      if (stop.isRequested()) return stopped();
      const chunk = batches.take(cadence.stepsTogether(step, pace.steps));
      if (!chunk) break;
      const begin = performance.now();
      const results = await run.step(step + 1, chunk, (loss, at) => ended(loss, at) !== undefined);
      pace.took(results.length, performance.now() - begin);
      const plain: StepEnded[] = [];
      let diverged: Ending | undefined;
      for (const result of results) {
        step++;
        epochReport.add(result.loss, result.counted, chunk.count);
        diverged = ended(result.loss, step);
        if (diverged || cadence.isDue(step)) {
          record.write(plain.splice(0));
          record.look(
            await observer.lookAfter(step, state, result, chunk.count, diverged !== undefined),
            cadence.isMark(step),
          );
          const adjustment = cadence.adjust(step, observer.lastLook, clock.seconds);
          if (adjustment) record.write([adjustment]);
        } else if (step % plainEvery === 0)
          plain.push(...record.plain(plainStep(step, stepsPerEpoch, result)));
      }
      record.write(plain);
      if (diverged) return diverged;
    }
    const report = await epochReport.end(epoch);
    if (!report) return stopped();
    record.epoch({ ...report, monitoringShare: share() });
    const diverged = divergence(epochReport.evaluatedLoss, epochReport.initialLoss, step);
    if (diverged) return diverged;
    const target = settings.training.stop_at_train_loss;
    if (target !== undefined && report.trainLoss <= target && epoch < settings.training.epochs)
      return {
        outcome: 'finished',
        reason: `The training loss reached ${target} after ${epoch} of ${settings.training.epochs} epochs.`,
      };
    if (epoch < settings.training.epochs && hold) {
      record.flush();
      await clock.leaveOut(hold(epoch));
    }
  }
  return { outcome: 'finished' };
}

/** Seconds since it was made, without those that were left out. */
class RunClock {
  private begin = performance.now();

  /** Waits for something that is no part of the run. */
  async leaveOut(pause: Promise<void> | undefined): Promise<void> {
    if (!pause) return;
    const start = performance.now();
    await pause;
    this.begin += performance.now() - start;
  }

  get seconds(): number {
    return (performance.now() - this.begin) / 1000;
  }
}

/** Lets signals and timers in: a native engine blocks the event loop though it returns promises. */
class Breath {
  private last = performance.now();

  async take(): Promise<void> {
    if (performance.now() - this.last <= breatheEvery) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.last = performance.now();
  }
}

function plainStep(step: number, stepsPerEpoch: number, result: StepResult): StepEnded {
  return {
    type: 'step.ended',
    at: now(),
    step,
    epoch: step / stepsPerEpoch,
    trainLoss: result.loss,
    learningRate: result.learningRate,
    metrics: {},
    layers: {},
  };
}

function runEnded(
  ending: Ending,
  { clocks, observer }: Prepared,
  startSeconds: number,
  seconds: number,
): RunEnded {
  const monitoring = clocks.monitoring.seconds;
  return {
    type: 'run.ended',
    at: now(),
    ...ending,
    seconds,
    monitoringSeconds: monitoring,
    costs: { start: startSeconds, monitoring, validation: clocks.validation.seconds },
    monitoringByMetric: withEvaluation(observer.secondsByMetric, monitoring),
  };
}

function expectedEvents({ observer, cadence, totalSteps, settings }: Prepared): ExpectedEvents {
  const count = looksOf(cadence.everySteps, totalSteps);
  return { looks: { count, ...observer.lookSize }, epochs: settings.training.epochs };
}

function runStarted(
  { runId, settings, dataset, engine }: TrainingJob,
  run: Prepared,
  thinning: string | undefined,
): RunStarted {
  const { everySteps, says } = run.cadence;
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
    monitor: { everySteps, says: thinning === undefined ? says : `${says} ${thinning}` },
    inputsCentred: run.inputsCentred,
  };
}

function now(): string {
  return new Date().toISOString();
}
