import type { RunView } from '../../src/protocol/runView';
import { byLayer } from '../series/byLayer';
import { layersWithout, whyNoValues } from '../series/missing';
import { ofRun } from '../series/ofRun';
import type { ChartSpec } from './chartSpec';
import { untilEpoch } from './untilEpoch';

/** Size of an update beside the weights it changes, by layer. */
export function updateRatioChart(view: RunView): ChartSpec {
  const layers = byLayer(view, 'update_ratio');
  const mean = ofRun(view, 'update_ratio', { label: 'mean', role: 'main' });
  const reason = whyNoValues(view, 'update_ratio');
  return {
    id: 'update-ratio',
    title: 'Update ratio',
    reads:
      'Size of a step over the size of the weights it changes. Layers far apart learn at different speeds; a sudden rise announces instability.',
    series: [...(mean ? [mean] : []), ...layers],
    axis: { title: 'log scale', scale: 'log', style: 'short' },
    ...untilEpoch(view),
    missing:
      reason === undefined
        ? layersWithout(view, 'update_ratio')
        : [{ label: 'update ratio', reason }],
    facts: [],
  };
}
