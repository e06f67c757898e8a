import type { Finding } from '../../src/protocol/finding';
import type { ShownRun } from '../../src/protocol/panelMessages';
import { element } from '../dom/element';
import { findingCard } from '../findings/findingCard';
import { shareDone } from './progress';
import { remedyActions, type Fit, type RemedyActions } from './remedyActions';

export interface FindingRequests {
  apply(remedy: string): void;
  applyAndRerun(remedy: string): void;
  openConfig(path: string): void;
}

export interface FindingPane {
  readonly element: HTMLElement;
  update(shown: ShownRun, mayStart: boolean): void;
}

interface Card {
  readonly element: HTMLElement;
  /** The finding as text, to see whether it is another one. */
  readonly told: string;
  /** Undefined where nothing is advised. */
  readonly actions: RemedyActions | undefined;
  readonly remedies: readonly string[];
}

/**
 * The findings as cards that stay where they are: a card is made anew only when it says something
 * else, and never while it has the focus.
 */
export function findingPane(requests: FindingRequests): FindingPane {
  const cards = new Map<string, Card>();
  const title = element('h2', { id: 'findings-title' });
  const empty = element('p', { class: 'empty' });
  const list = element('div', { class: 'cards' });
  let run = '';

  function make(finding: Finding): Card {
    const { remedies } = finding;
    const actions = remedies.length > 0 ? remedyActions(remedies, requests) : undefined;
    const card = findingCard(
      finding,
      // Below the last one: they are applied together.
      (remedy) => (actions && remedy === remedies.at(-1) ? [actions.element] : []),
      (path) => placeLink(path, () => requests.openConfig(path)),
    );
    const ids = remedies.map(({ id }) => id);
    return { element: card, told: JSON.stringify(finding), actions, remedies: ids };
  }

  function cardOf(key: string, finding: Finding): Card {
    const known = cards.get(key);
    const isHeld = known?.element.contains(document.activeElement) ?? false;
    if (known && (isHeld || known.told === JSON.stringify(finding))) return known;
    const card = make(finding);
    known?.element.replaceWith(card.element);
    cards.set(key, card);
    return card;
  }

  return {
    element: element(
      'section',
      { class: 'findings', 'aria-labelledby': 'findings-title' },
      title,
      empty,
      list,
    ),
    update(shown, mayStart) {
      const { view, diagnosis } = shown;
      const isRunning = view.outcome === 'running';
      if (view.record.id !== run) {
        run = view.record.id;
        cards.clear();
        list.replaceChildren();
      }
      const keys = new Set<string>();
      diagnosis.findings.forEach((finding) => {
        const key = keyOf(finding, keys);
        const at = keys.size;
        keys.add(key);
        const card = cardOf(key, finding);
        if (list.children[at] !== card.element)
          list.insertBefore(card.element, list.children[at] ?? null);
        card.actions?.update(fitOf(shown, card.remedies), isRunning, mayStart);
      });
      for (const [key, card] of cards) {
        if (keys.has(key)) continue;
        card.element.remove();
        cards.delete(key);
      }
      setText(title, titleOf(keys.size));
      setText(empty, keys.size > 0 ? '' : silence(shown));
    },
  };
}

function placeLink(path: string, onPress: () => void): HTMLElement {
  const link = element(
    'button',
    { type: 'button', class: 'path', title: 'Show in the config' },
    element('code', {}, path),
  );
  link.addEventListener('click', onPress);
  return link;
}

/** Rule and path; a number behind it where a rule speaks twice about one path. */
function keyOf({ rule, path }: Finding, taken: ReadonlySet<string>): string {
  const name = `${rule} ${path}`;
  let key = name;
  for (let i = 2; taken.has(key); i++) key = `${name} ${i}`;
  return key;
}

function fitOf({ applicable, applied = [] }: ShownRun, remedies: readonly string[]): Fit {
  if (remedies.every((id) => applicable.includes(id))) return 'applicable';
  return remedies.every((id) => applied.includes(id)) ? 'applied' : 'outdated';
}

function titleOf(count: number): string {
  if (count === 0) return 'No findings';
  return count === 1 ? '1 finding' : `${count} findings`;
}

/** What it means that no rule speaks. */
function silence({ view }: ShownRun): string {
  if (view.outcome !== 'running' && view.steps.length === 0 && view.epochs.length === 0)
    return 'The run ended before anything was measured. Mend what is told above and run it again.';
  if (view.outcome !== 'running')
    return 'No rule speaks about this run. That is no proof of good settings: some faults cannot be seen in a single run.';
  return shareDone(view) < 0.1
    ? 'Before a tenth of the run is done, only divergence is told.'
    : 'No rule speaks about the run so far.';
}

function setText(target: HTMLElement, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}
