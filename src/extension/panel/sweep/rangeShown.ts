import type { RunView } from '../../../protocol/runView';
import type { ShownRange } from '../../../protocol/sweepMessages';
import { readRangeTest } from '../../../sweep/rangeTest';
import { progressOf } from '../../runs/progress';

/** Points of the figure; more would lie on each other. */
const mostPoints = 400;

/** A range test as it is shown; @param own the rate that the config has */
export function rangeShown(view: RunView, own: number): ShownRange {
  const { record, outcome, steps } = view;
  const trained = steps.filter(({ step }) => step > 0);
  const reading = readRangeTest(
    trained.map(({ learningRate, trainLoss }) => ({ learningRate, loss: trainLoss })),
  );
  const { points = [], ...read } = reading ?? {};
  const stride = Math.max(1, Math.ceil(points.length / mostPoints));
  return {
    kind: 'range',
    run: record.id,
    name: record.name,
    outcome,
    done: progressOf(view),
    own,
    points: points.filter((_, i) => i % stride === 0),
    ...read,
  };
}
