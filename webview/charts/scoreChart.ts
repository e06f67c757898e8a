import type { RunView } from '../../src/protocol/runView';
import { scoreSeries } from '../series/score';
import { lastFinite, type Series } from '../series/series';
import { formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { withoutValidation } from './lossChart';
import { untilEpoch } from './untilEpoch';

/** Train and validation score: accuracy, or R squared for regression. */
export function scoreChart(view: RunView): ChartSpec {
  const series = scoreSeries(view);
  const regression = view.record.settings.loss === 'mse' && view.started?.classes === undefined;
  const name = regression ? 'R\u00b2' : 'accuracy';
  return {
    id: 'score',
    title: regression ? 'Score (R\u00b2)' : 'Score (accuracy)',
    reads: `The distance between the two lines is what the network learned by heart; 1 is the best ${name}.`,
    series,
    axis: { scale: 'linear', ...bounds(series), style: 'two' },
    ...untilEpoch(view),
    missing: withoutValidation(view, series),
    facts: sayGap(series, regression),
  };
}

function bounds(series: readonly Series[]): { low: number; high: number } {
  const lowest = Math.min(...series.map((one) => Math.min(...one.y.filter(Number.isFinite))));
  if (!Number.isFinite(lowest)) return { low: 0, high: 1 };
  return { low: lowest < 0 ? -1 : Math.floor(lowest * 5) / 5, high: 1 };
}

function sayGap(series: readonly Series[], regression: boolean): readonly string[] {
  const [train, validation] = series.map((one) => lastFinite(one.y));
  if (train === undefined || validation === undefined) return [];
  const gap = train - validation;
  if (!Number.isFinite(gap)) return [];
  const size = regression
    ? formatNumber(Math.abs(gap), 'two')
    : `${(Math.abs(gap) * 100).toFixed(1)} points`;
  return [`validation ${size} ${gap >= 0 ? 'below' : 'above'} train`];
}
