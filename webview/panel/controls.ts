import { element } from '../dom/element';

export type ButtonLook = 'primary' | 'secondary' | 'icon';

/** A button of the toolkit; a page without the toolkit shows its text. */
export function button(text: string, look: ButtonLook, onPress: () => void): HTMLElement {
  const made = document.createElement('vscode-button');
  made.setAttribute('appearance', look);
  made.textContent = text;
  made.addEventListener('click', onPress);
  return made;
}

export interface Choice {
  readonly id: string;
  readonly text: string;
}

export interface Chooser {
  readonly element: HTMLElement;
  update(choices: readonly Choice[], chosen: string | undefined): void;
}

type Dropdown = HTMLElement & { value: string; open: boolean };

/** A dropdown of the toolkit; it stays as it is while its list is open. */
export function chooser(label: string, onChoose: (id: string) => void): Chooser {
  const dropdown = document.createElement('vscode-dropdown') as Dropdown;
  dropdown.setAttribute('aria-label', label);
  const options = new Map<string, HTMLElement>();
  let shown: { readonly choices: readonly Choice[]; readonly chosen: string | undefined } = {
    choices: [],
    chosen: undefined,
  };
  const show = (): void => {
    if (dropdown.open) return;
    const { choices, chosen } = shown;
    const ids = new Set(choices.map(({ id }) => id));
    for (const [id, option] of options) {
      if (ids.has(id)) continue;
      option.remove();
      options.delete(id);
    }
    choices.forEach(({ id, text }, i) => {
      const option = options.get(id) ?? document.createElement('vscode-option');
      options.set(id, option);
      option.setAttribute('value', id);
      if (option.textContent !== text) option.textContent = text;
      if (dropdown.children[i] !== option)
        dropdown.insertBefore(option, dropdown.children[i] ?? null);
    });
    if (chosen !== undefined && dropdown.value !== chosen) dropdown.value = chosen;
  };
  dropdown.addEventListener('change', () => {
    if (dropdown.value !== '' && dropdown.value !== shown.chosen) onChoose(dropdown.value);
  });
  // What came while the list was open.
  dropdown.addEventListener('focusout', () => requestAnimationFrame(show));
  return {
    element: element('div', { class: 'chooser' }, dropdown),
    update(choices, chosen) {
      shown = { choices, chosen };
      show();
    },
  };
}
