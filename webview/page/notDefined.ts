import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';
import { metricLabel } from '../words/metricLabel';

/** Metrics that this run or a layer of it cannot have, each with its reason; empty when none. */
export function notDefined(view: RunView): readonly HTMLElement[] {
  const rows = [
    ...Object.entries(view.started?.notDefined ?? {}).map(
      ([id, reason]) => [id, 'run', reason] as const,
    ),
    ...(view.started?.layers ?? []).flatMap((layer) =>
      Object.entries(layer.notDefined ?? {}).map(
        ([id, reason]) => [id, layer.name, reason] as const,
      ),
    ),
  ];
  if (rows.length === 0) return [];
  return [
    element(
      'section',
      { class: 'not-defined', 'aria-labelledby': 'not-defined-title' },
      element('h2', { id: 'not-defined-title' }, 'Not measured'),
      element(
        'div',
        { class: 'table', role: 'region', 'aria-label': 'Not measured', tabindex: 0 },
        element(
          'table',
          {},
          element(
            'thead',
            {},
            element(
              'tr',
              {},
              ...['Metric', 'Where', 'Why'].map((name) => element('th', { scope: 'col' }, name)),
            ),
          ),
          element(
            'tbody',
            {},
            ...rows.map(([id, where, reason]) =>
              element(
                'tr',
                {},
                element('th', { scope: 'row' }, metricLabel(id)),
                element('td', {}, where),
                element('td', { class: 'says' }, reason),
              ),
            ),
          ),
        ),
      ),
    ),
  ];
}
