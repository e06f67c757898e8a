import type { RunView } from '../../src/protocol/runView';
import { byLayer } from '../series/byLayer';
import { layersWithout, whyNoValues } from '../series/missing';
import { ofRun } from '../series/ofRun';
import { firstFinite, lastFinite } from '../series/series';
import { formatNumber, formatPercent } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

/** OUI of every layer and their mean, with the mean's level before training and its fall. */
export function ouiChart(view: RunView): ChartSpec {
  const mean = ofRun(view, 'oui', { label: 'mean', role: 'main' });
  const reason = whyNoValues(view, 'oui');
  const start = mean ? firstFinite(mean.y) : NaN;
  return {
    id: 'oui',
    title: 'OUI',
    reads:
      'How differently the samples switch units on and off. The level belongs to the architecture; a deep fall below the start is the sign to look for.',
    series: [...(mean ? [mean] : []), ...byLayer(view, 'oui')],
    axis: { scale: 'linear', low: 0, high: 1, style: 'two' },
    ...untilEpoch(view),
    ...(Number.isFinite(start) && {
      level: { value: start, says: 'mean at start', shades: 'oui' },
    }),
    missing: reason === undefined ? layersWithout(view, 'oui') : [{ label: 'OUI', reason }],
    facts: mean ? [sayFall(start, lastFinite(mean.y))] : [],
  };
}

function sayFall(start: number, now: number): string {
  const from = `mean ${formatNumber(now, 'two')}, at the start ${formatNumber(start, 'two')}`;
  const change = now / start - 1;
  if (!Number.isFinite(change)) return from;
  if (Math.abs(change) < 0.01) return `${from} (unchanged)`;
  return `${from} (${change < 0 ? 'fell' : 'rose'} by ${formatPercent(Math.abs(change))})`;
}
