import { element } from '../dom/element';
import { button } from './controls';

export interface RefusalBar {
  readonly element: HTMLElement;
  update(says: string | undefined): void;
}

/** What could not be done, in a sentence; it stays until it is dismissed. */
export function refusalBar(onDismiss: () => void): RefusalBar {
  const text = element('p', { role: 'alert' });
  const bar = element(
    'div',
    { class: 'refusal', hidden: true },
    text,
    button('Dismiss', 'secondary', onDismiss),
  );
  return {
    element: bar,
    update(says) {
      bar.hidden = says === undefined;
      if (text.textContent !== (says ?? '')) text.textContent = says ?? '';
    },
  };
}
