import type { RunView } from '../../src/protocol/runView';
import { whyNoValues, type Missing } from '../series/missing';
import { ofRun } from '../series/ofRun';
import type { Series } from '../series/series';
import { metricLabel } from '../words/metricLabel';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

const shown = [
  'neuron_alignment',
  'kernel_target_alignment',
  'gradient_feature_alignment',
] as const;

/** How far neurons, features and gradients point along the task. */
export function alignmentChart(view: RunView): ChartSpec {
  const series: Series[] = [];
  const missing: Missing[] = [];
  for (const metric of shown) {
    const label = metricLabel(metric).replace(/ alignment$/, '');
    const line = ofRun(view, metric, { label, role: 'main' });
    if (line) series.push(line);
    const reason = whyNoValues(view, metric);
    if (reason !== undefined) missing.push({ label, reason });
  }
  return {
    id: 'alignment',
    title: 'Alignment',
    reads:
      'How far neurons, features and gradients point the way of the labels: near 0 nothing is learned yet, rising is feature learning, early near 1 can be too simple a solution.',
    series,
    axis: { scale: 'linear', low: 0, high: 1, ...floorOf(series), style: 'two' },
    ...untilEpoch(view),
    missing,
    facts: [],
  };
}

/** Noise around zero takes no third of the chart for values that nobody has. */
function floorOf(series: readonly Series[]): { readonly floor?: number } {
  let lowest = 0;
  for (const { y } of series) for (const value of y) if (value < lowest) lowest = value;
  return lowest < 0 && lowest > -0.1 ? { floor: lowest } : {};
}
