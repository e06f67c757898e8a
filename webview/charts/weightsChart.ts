import type { RunView } from '../../src/protocol/runView';
import { whyNoValues, type Missing } from '../series/missing';
import { ofRun } from '../series/ofRun';
import type { Series } from '../series/series';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

const shown = [
  ['weight_norm_ratio', 'norm'],
  ['weight_movement', 'movement'],
  ['weight_change', 'change'],
] as const;

/** How large the weights are beside their start, and how far they went. */
export function weightsChart(view: RunView): ChartSpec {
  const series: Series[] = [];
  const missing: Missing[] = [];
  for (const [metric, label] of shown) {
    const line = ofRun(view, metric, { label, role: 'main' });
    if (line) series.push(line);
    const reason = whyNoValues(view, metric);
    if (reason !== undefined) missing.push({ label, reason });
  }
  return {
    id: 'weights',
    title: 'Weights',
    reads:
      'In units of the initial weights. A norm that falls below 0.7 says that weight decay wins over the data; movement near 0 says that the weights hardly learn.',
    series,
    axis: { scale: 'linear', low: 0, style: 'two' },
    ...untilEpoch(view),
    ...(series.some((one) => one.id === 'weight_norm_ratio') && {
      level: { value: 1, says: 'norm at start' },
    }),
    missing,
    facts: [],
  };
}
