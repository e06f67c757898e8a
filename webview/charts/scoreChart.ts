import type { RunView } from '../../src/protocol/runView';
import { scoreSeries } from '../series/score';
import { firstFinite, lastFinite, lastFiniteIndex, type Series } from '../series/series';
import { formatNumber, formatPercent } from '../words/formatNumber';
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
    axis: { title: name, scale: 'linear', ...bounds(series), style: 'two' },
    ...untilEpoch(view),
    missing: withoutValidation(view, series),
    facts: sayScores(series, regression),
  };
}

function bounds(series: readonly Series[]): { low: number; high: number } {
  const lowest = Math.min(...series.map((one) => Math.min(...one.y.filter(Number.isFinite))));
  if (!Number.isFinite(lowest)) return { low: 0, high: 1 };
  return { low: lowest < 0 ? -1 : Math.floor(lowest * 5) / 5, high: 1 };
}

function sayScores(series: readonly Series[], regression: boolean): readonly string[] {
  const say = (score: number): string =>
    regression ? formatNumber(score, 'two') : formatPercent(score);
  return series
    .filter((one) => lastFiniteIndex(one.y) >= 0)
    .map((one) => `${one.label} ${say(lastFinite(one.y))} (from ${say(firstFinite(one.y))})`);
}
