import type { Diagnosis } from '../../src/protocol/finding';
import { element } from '../dom/element';
import { metricTitle } from '../words/metricLabel';

/** What the measured signals mean in this run, whether or not anything is wrong; OUI first. */
export function explanationList({ explanations = [] }: Diagnosis): HTMLElement[] {
  if (explanations.length === 0) return [];
  return [
    element(
      'section',
      { class: 'explanations', 'aria-labelledby': 'explanations-title' },
      element('h2', { id: 'explanations-title' }, 'What the signals say'),
      element(
        'dl',
        {},
        ...explanations.flatMap(({ metric, says }) => [
          element('dt', {}, metricTitle(metric)),
          element('dd', {}, says),
        ]),
      ),
    ),
  ];
}
