import type { Finding } from '../../src/protocol/finding';
import { element } from '../dom/element';
import { findingCard, type RemedyActions } from './findingCard';

/** All findings, problems first as they come, or a sentence on what their absence means. */
export function findingList(findings: readonly Finding[], actions?: RemedyActions): HTMLElement {
  return element(
    'section',
    { class: 'findings', 'aria-labelledby': 'findings-title' },
    element('h2', { id: 'findings-title' }, title(findings.length)),
    findings.length === 0
      ? element(
          'p',
          { class: 'empty' },
          'No rule speaks about this run. That is no proof of good settings: some faults cannot be seen in a single run. A sweep around the current values would tell more.',
        )
      : element('div', { class: 'cards' }, ...findings.map((one) => findingCard(one, actions))),
  );
}

function title(count: number): string {
  if (count === 0) return 'No findings';
  return count === 1 ? '1 finding' : `${count} findings`;
}
