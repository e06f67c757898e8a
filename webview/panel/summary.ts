import type { ShownRun } from '../../src/protocol/panelMessages';
import { element } from '../dom/element';
import { keyFigures } from '../page/keyFigures';
import { verdictBlock } from '../page/verdict';

export interface Summary {
  readonly element: HTMLElement;
  update(shown: ShownRun): void;
}

/** Milliseconds between two updates of the key figures of a run that goes on. */
const figuresEvery = 500;

/** The verdict and the few numbers that it rests on; nothing in it takes the focus. */
export function summary(): Summary {
  let verdict = element('section', {});
  let figures: HTMLElement = element('ul', {});
  const block = element('div', { class: 'summary' }, verdict, figures);
  let told = '';
  let drawn: ShownRun['view'] | undefined;
  let drawnAt = -Infinity;
  return {
    element: block,
    update({ diagnosis, view }) {
      const isRunning = view.outcome === 'running';
      const key = JSON.stringify([diagnosis.verdict, diagnosis.says, isRunning]);
      if (key !== told) {
        told = key;
        const next = verdictBlock(diagnosis);
        if (isRunning)
          next.querySelector('h2')?.append(' ', element('span', { class: 'so-far' }, 'so far'));
        verdict.replaceWith(next);
        verdict = next;
      }
      const isSameRun = drawn?.record.id === view.record.id && drawn.outcome === view.outcome;
      if (drawn === view || (isSameRun && performance.now() - drawnAt < figuresEvery)) return;
      drawn = view;
      drawnAt = performance.now();
      const next = keyFigures(view);
      figures.replaceWith(next);
      figures = next;
    },
  };
}
