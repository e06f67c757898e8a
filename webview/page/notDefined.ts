import type { RunView } from '../../src/protocol/runView';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element } from '../dom/element';
import { metricTitle } from '../words/metricLabel';

/** Metrics that this run or a layer of it cannot have, each with its reason; empty when none. */
export function notDefined(view: RunView): readonly HTMLElement[] {
  const layers = view.started?.layers ?? [];
  const rows = [
    ...reasons(view.started?.notDefined, 'run'),
    ...layers.flatMap((layer) => reasons(layer.notDefined, layer.name)),
  ];
  if (rows.length === 0) return [];
  const columns = [{ text: 'Metric' }, { text: 'Where' }, { text: 'Why', look: 'prose' }] as const;
  return [
    element(
      'section',
      { class: 'not-defined', 'aria-labelledby': 'not-defined-title' },
      element('h2', { id: 'not-defined-title' }, 'Not measured'),
      tableFrame('Not measured', dataTable('Metrics without values', columns, rows)),
    ),
  ];
}

function reasons(
  given: Readonly<Record<string, string>> | undefined,
  where: string,
): readonly (readonly string[])[] {
  return Object.entries(given ?? {}).map(([id, reason]) => [metricTitle(id), where, reason]);
}
