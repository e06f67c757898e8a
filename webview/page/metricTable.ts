import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { ofRun } from '../series/ofRun';
import { firstFinite, lastFinite } from '../series/series';
import { formatNumber } from '../words/formatNumber';
import { metricLabel, metricSays } from '../words/metricLabel';

/** Every metric of the run, first and last value, with what it means. */
export function metricTable(view: RunView): HTMLElement {
  const ids = [...new Set(view.steps.flatMap((step) => Object.keys(step.metrics)))];
  return element(
    'section',
    { class: 'metrics', 'aria-labelledby': 'metrics-title' },
    element('h2', { id: 'metrics-title' }, 'All metrics'),
    ids.length === 0
      ? element('p', { class: 'empty' }, 'No observation was recorded.')
      : element(
          'div',
          { class: 'table', role: 'region', 'aria-label': 'All metrics', tabindex: 0 },
          element(
            'table',
            {},
            element('caption', {}, 'First and last value'),
            element(
              'thead',
              {},
              element(
                'tr',
                {},
                ...['Metric', 'First', 'Last', 'Meaning'].map((name) =>
                  element('th', { scope: 'col' }, name),
                ),
              ),
            ),
            element('tbody', {}, ...ids.map((id) => metricRow(view, id))),
          ),
        ),
  );
}

function metricRow(view: RunView, id: string): HTMLElement {
  const values = ofRun(view, id, { label: id, role: 'main' })?.y ?? [];
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, metricLabel(id)),
    element('td', { class: 'number' }, formatNumber(firstFinite(values), 'short')),
    element('td', { class: 'number' }, formatNumber(lastFinite(values), 'short')),
    element('td', { class: 'says' }, metricSays(id)),
  );
}
