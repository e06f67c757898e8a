import type { ShownRun } from '../../src/protocol/panelMessages';
import { element } from '../dom/element';
import { explanationList } from '../page/explanations';

/** What the signals say, below the findings; made anew only when they say something else. */
export function explanationPane(): {
  readonly element: HTMLElement;
  update(shown: ShownRun): void;
} {
  const place = element('div', { class: 'explanation-pane' });
  let told: string | undefined;
  return {
    element: place,
    update({ diagnosis }) {
      const next = JSON.stringify(diagnosis.explanations);
      if (next === told) return;
      told = next;
      place.replaceChildren(...explanationList(diagnosis));
    },
  };
}
