import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';

/** How often the trainer observed and why, and each time that it changed its mind. */
export function monitorNotes(view: RunView): readonly HTMLElement[] {
  const monitor = view.started?.monitor;
  const notes = [
    ...(monitor ? [monitor.says] : []),
    ...view.adjustments.map(({ step, says }) => `Step ${step}: ${says}`),
  ];
  if (notes.length === 0) return [];
  return [
    element(
      'section',
      { class: 'monitor', 'aria-labelledby': 'monitor-title' },
      element('h2', { id: 'monitor-title' }, 'Observing'),
      element('ul', {}, ...notes.map((note) => element('li', {}, note))),
    ),
  ];
}
