import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';

/** What happened to the data before training. */
export function dataNotes({ record }: RunView): readonly HTMLElement[] {
  return noteList('data-title', 'Data', record.notes ?? []);
}

/** How often the trainer observed and why, and each time that it changed its mind. */
export function monitorNotes({ started, adjustments }: RunView): readonly HTMLElement[] {
  return noteList('monitor-title', 'Observing', [
    ...(started?.monitor ? [started.monitor.says] : []),
    ...adjustments.map(({ step, says }) => `Step ${step}: ${says}`),
  ]);
}

/** Nothing at all where there is nothing to say. */
function noteList(id: string, title: string, notes: readonly string[]): readonly HTMLElement[] {
  if (notes.length === 0) return [];
  return [
    element(
      'section',
      { class: 'notes', 'aria-labelledby': id },
      element('h2', { id }, title),
      element('ul', {}, ...notes.map((note) => element('li', {}, note))),
    ),
  ];
}
