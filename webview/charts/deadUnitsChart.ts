import type { RunView } from '../../src/protocol/runView';
import { byLayer } from '../series/byLayer';
import { layersWithout } from '../series/missing';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

/** Share of dead units by layer; undefined for a run that never had one. */
export function deadUnitsChart(view: RunView): ChartSpec | undefined {
  const series = byLayer(view, 'dead_units');
  if (!series.some((one) => one.y.some((value) => value > 0))) return undefined;
  return {
    id: 'dead-units',
    title: 'Dead units',
    reads:
      'The share of units that are off for every probe sample: they learn nothing any more. A few per cent are usual, more than a third is a loss of width.',
    series,
    axis: { title: 'share of units', scale: 'linear', low: 0, high: 1, style: 'two' },
    ...untilEpoch(view),
    missing: layersWithout(view, 'dead_units'),
    facts: [],
  };
}
