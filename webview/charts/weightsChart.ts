import type { RunView } from '../../src/protocol/runView';
import { whyNoValues, type Missing } from '../series/missing';
import { ofRun } from '../series/ofRun';
import type { Series } from '../series/series';
import { metricLabel } from '../words/metricLabel';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

const shown = ['weight_norm_ratio', 'weight_movement', 'weight_change'] as const;

/** How large the weights are beside their start, and how far they went. */
export function weightsChart(view: RunView): ChartSpec {
  const series: Series[] = [];
  const missing: Missing[] = [];
  for (const metric of shown) {
    const label = metricLabel(metric);
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
    axis: { title: 'times the initial norm', scale: 'linear', low: 0, style: 'two' },
    ...untilEpoch(view),
    ...(series.some((one) => one.id === 'weight_norm_ratio') && {
      level: { value: 1, says: 'norm at the start' },
    }),
    missing,
    facts: [],
  };
}
