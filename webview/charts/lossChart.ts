import type { RunView } from '../../src/protocol/runView';
import { lossSeries } from '../series/loss';
import { notReached } from '../series/missing';
import { brokeOffAt, lastFinite, type Series } from '../series/series';
import { formatEpoch, formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

/** Train and validation loss over the mini-batch loss. */
export function lossChart(view: RunView): ChartSpec {
  const series = lossSeries(view);
  const scale = spansDecades(series) ? 'log' : 'linear';
  return {
    id: 'loss',
    title: 'Loss',
    reads: [
      'Both should fall together. Validation that rises while train falls is overfitting; both staying high is underfitting.',
      ...(series.some((one) => one.id === 'batch')
        ? ['The thin line is the mini-batch loss.']
        : []),
    ].join(' '),
    series,
    axis: {
      ...(scale === 'log' && { title: 'log scale' }),
      scale,
      ...(scale === 'linear' && { low: 0 }),
      style: 'short',
    },
    ...untilEpoch(view),
    missing: withoutValidation(view, series),
    facts: [...sayBreak(series), ...sayLowest(series)],
  };
}

/** What is said of a run that holds no validation data back. */
export function withoutValidation(view: RunView, series: readonly Series[]): ChartSpec['missing'] {
  if (series.length === 0) return [{ label: 'train', reason: notReached(view, 'epoch') }];
  if (series.some((one) => one.id === 'validation') || view.epochs.length === 0) return [];
  return [{ label: 'validation', reason: 'no data is held out (dataset.validation: 0).' }];
}

/**
 * A range of more than 30 to 1, all positive, is read on a log axis. A single lucky mini-batch
 * does not count as low, a blown up one counts as high.
 */
function spansDecades(series: readonly Series[]): boolean {
  let lowest = Infinity;
  let highest = 0;
  for (const { role, y } of series) {
    for (const value of y) {
      if (!Number.isFinite(value)) continue;
      if (role === 'main') lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  return lowest > 0 && Number.isFinite(lowest) && highest / lowest > 30;
}

function sayBreak(series: readonly Series[]): readonly string[] {
  const epochs = series.map(brokeOffAt).filter((epoch) => epoch !== undefined);
  return epochs.length === 0 ? [] : [`not finite from epoch ${formatEpoch(Math.min(...epochs))}`];
}

function sayLowest(series: readonly Series[]): readonly string[] {
  const validation = series.find((one) => one.id === 'validation');
  if (!validation) return [];
  const { x, y } = validation;
  const lowest = y.reduce((best, value, i) => (value < (y[best] ?? NaN) ? i : best), 0);
  const [value, epoch] = [y[lowest] ?? NaN, x[lowest] ?? NaN];
  if (!Number.isFinite(value)) return [];
  const said = `validation lowest ${formatNumber(value, 'short')} at epoch ${formatEpoch(epoch)}`;
  const now = formatNumber(lastFinite(y), 'short');
  return [now === formatNumber(value, 'short') ? said : `${said}, now ${now}`];
}
