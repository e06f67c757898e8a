import type { RunView } from '../../src/protocol/runView';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element } from '../dom/element';
import { ofRun } from '../series/ofRun';
import { firstFinite, lastFinite } from '../series/series';
import { formatNumber } from '../words/formatNumber';
import { metricSays, metricTitle } from '../words/metricLabel';

/** Every metric of the run, first and last value, with what it means. */
export function metricTable(view: RunView): HTMLElement {
  const ids = [...new Set(view.steps.flatMap((step) => Object.keys(step.metrics)))];
  const columns = [
    { text: 'Metric' },
    { text: 'First', look: 'number' },
    { text: 'Last', look: 'strong number' },
    { text: 'Meaning', look: 'prose' },
  ] as const;
  return element(
    'section',
    { class: 'metrics', 'aria-labelledby': 'metrics-title' },
    element('h2', { id: 'metrics-title' }, 'All metrics'),
    ids.length === 0
      ? element('p', { class: 'empty' }, 'No observation was recorded.')
      : tableFrame(
          'All metrics',
          dataTable(
            'First and last value of the run',
            columns,
            ids.map((id) => metricRow(view, id)),
          ),
        ),
  );
}

function metricRow(view: RunView, id: string): readonly string[] {
  const values = ofRun(view, id, { label: id, role: 'main' })?.y ?? [];
  return [
    metricTitle(id),
    formatNumber(firstFinite(values), 'short'),
    formatNumber(lastFinite(values), 'short'),
    metricSays(id),
  ];
}
