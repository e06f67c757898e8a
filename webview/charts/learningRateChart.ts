import type { RunView } from '../../src/protocol/runView';
import { notReached } from '../series/missing';
import { overEpochs } from '../series/overEpochs';
import { formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

/** The learning rate that the schedule gave. */
export function learningRateChart(view: RunView): ChartSpec {
  const { schedule, optimizer } = view.record.settings;
  const line = { id: 'learning_rate', label: 'learning rate', role: 'main' } as const;
  // Step 0 is the state before the first update: no rate was in use.
  const rate = overEpochs(view.steps, line, {
    key: 'learning rate',
    of: ({ step, learningRate }) => (step > 0 ? learningRate : undefined),
  });
  const scale = schedule.kind === 'step' ? 'log' : 'linear';
  return {
    id: 'learning-rate',
    title: 'Learning rate',
    reads: 'Compare with the other charts: what changes when the rate changes comes from the rate.',
    series: rate ? [rate] : [],
    axis: {
      ...(scale === 'log' && { title: 'log scale' }),
      scale,
      ...(scale === 'linear' && { low: 0 }),
      style: 'rate',
    },
    ...untilEpoch(view),
    missing: rate ? [] : [{ label: 'learning rate', reason: notReached(view, 'step') }],
    facts: [
      `${schedule.kind.replace('_', ' ')} from ${formatNumber(optimizer.learning_rate, 'power')}`,
    ],
  };
}
