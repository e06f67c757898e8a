import type { RunView } from '../../src/protocol/runView';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element } from '../dom/element';
import { formatPercent } from '../words/formatNumber';
import { formatSeconds } from '../words/formatTime';
import { metricTitle } from '../words/metricLabel';

/** What observing cost by metric, dearest first; empty for a run that does not tell. */
export function costTable({ ended, record }: RunView): readonly HTMLElement[] {
  const byMetric = ended?.monitoringByMetric ?? record.monitoringByMetric ?? {};
  const costs = Object.entries(byMetric).sort((a, b) => b[1] - a[1]);
  if (costs.length === 0) return [];
  const whole = ended?.seconds ?? 0;
  const columns = [
    { text: 'Metric' },
    { text: 'Time', look: 'number' },
    { text: 'Of the run', look: 'number' },
  ] as const;
  const rows = costs.map(([id, seconds]) => [
    metricTitle(id),
    seconds < 1 ? `${(seconds * 1000).toFixed(1)} ms` : formatSeconds(seconds),
    whole > 0 ? formatPercent(seconds / whole) : '',
  ]);
  return [
    element(
      'section',
      { class: 'costs', 'aria-labelledby': 'costs-title' },
      element('h2', { id: 'costs-title' }, 'What observing cost'),
      tableFrame(
        'What observing cost',
        dataTable('Measured on this run; metrics of one pass share its time', columns, rows),
      ),
    ),
  ];
}
