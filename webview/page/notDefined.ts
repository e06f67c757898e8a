import type { RunView } from '../../src/protocol/runView';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element } from '../dom/element';
import { metricTitle } from '../words/metricLabel';

/**
 * Metrics that this run, a layer of it or its last looks lack, with the reason; those with the same
 * reason share a row. Empty when none lacks.
 */
export function notDefined(view: RunView): readonly HTMLElement[] {
  const layers = view.started?.layers ?? [];
  const rows = [
    ...reasons(view.started?.notDefined, 'run'),
    ...layers.flatMap((layer) => reasons(layer.notDefined, layer.name)),
    ...reasons(view.steps.findLast((step) => step.notDefined)?.notDefined, 'a late look'),
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
  const byReason = new Map<string, string[]>();
  for (const [id, reason] of Object.entries(given ?? {}))
    byReason.set(reason, [...(byReason.get(reason) ?? []), metricTitle(id)]);
  return [...byReason].map(([reason, titles]) => [titles.join(', '), where, reason]);
}
