import type { Samples } from '../../../src/core/data/dataset';
import type { Engine } from '../../../src/core/engines/engine';
import { evaluate } from '../../../src/core/training/evaluate';
import type { Prepared } from '../../../src/core/training/prepare';
import { train } from '../../../src/core/training/train';
import type { RunEvent } from '../../../src/protocol/events';
import type { TaskData } from './heldOut';
import type { CellRun, RecordedEpoch } from './cellRun';
import type { Task } from './tasks';

/** Which run of a task's grid: positions in its values, and the seed. */
export interface Cell {
  readonly decay: number;
  readonly rate: number;
}

/** Trains one cell of a grid to its end, as a trial of a sweep would. */
export async function trainCell(
  task: Task,
  { decay, rate }: Cell,
  seed: number,
  { dataset, test }: TaskData,
  engine: Engine,
): Promise<CellRun> {
  const { settings } = task;
  const optimizer = { ...settings.optimizer, weight_decay: decay, learning_rate: rate };
  const training = { ...settings.training, seed };
  const events: RunEvent[] = [];
  let testScore: number | undefined;
  const ended = await train(
    { runId: 'cell', settings: { ...settings, optimizer, training }, dataset, engine },
    {
      emit: (...more) => void events.push(...more),
      stop: { isRequested: () => false },
      trained: async (run) => void (testScore = await scoreOn(test, run)),
    },
  );
  const started = events.find((event) => event.type === 'run.started');
  if (!started || testScore === undefined) throw new Error(`${task.name} did not begin.`);
  return {
    ...{ task: task.name, seed, decay, rate },
    totalSteps: started.totalSteps ?? NaN,
    classes: started.classes ?? NaN,
    outcome: ended.outcome === 'diverged' ? 'diverged' : 'finished',
    epochs: recordEpochs(events),
    testScore,
    seconds: ended.seconds,
  };
}

async function scoreOn(samples: Samples, run: Prepared): Promise<number | undefined> {
  const { evaluation, state, score } = run;
  const stop = { isRequested: () => false };
  const seen = await evaluate(evaluation, state.looked, samples, run.plan, score, stop);
  return seen?.score;
}

function recordEpochs(events: readonly RunEvent[]): readonly RecordedEpoch[] {
  const steps = events.filter(
    (event) => event.type === 'step.ended' && event.metrics['weight_norm_ratio'] !== undefined,
  );
  return events.flatMap((event) => {
    if (event.type !== 'epoch.ended') return [];
    const look = steps.findLast((step) => step.type === 'step.ended' && step.epoch <= event.epoch);
    const metrics = look?.type === 'step.ended' ? look.metrics : {};
    const recorded: RecordedEpoch = [
      event.metrics['train_loss'] ?? event.trainLoss,
      event.metrics['train_score'] ?? event.trainScore,
      event.validationLoss ?? NaN,
      event.validationScore ?? NaN,
      metrics['weight_norm_ratio'] ?? NaN,
      metrics['weight_movement'] ?? NaN,
      metrics['oui_relative'] ?? NaN,
    ].map((value) => (Number.isFinite(value) ? Number(value.toPrecision(5)) : null));
    return [recorded];
  });
}
