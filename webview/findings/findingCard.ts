import type { Evidence, Finding, Remedy } from '../../src/protocol/finding';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element, svgElement } from '../dom/element';
import { prose } from '../dom/prose';
import { formatCount, formatNumber } from '../words/formatNumber';
import { metricTitle } from '../words/metricLabel';

/** Buttons or links that a page puts below a remedy; the report has none. */
export type RemedyActions = (remedy: Remedy) => readonly HTMLElement[];

/**
 * One finding: what is wrong and where, what would help, and what was measured.
 *
 * @param place shows the config path, where a page does more with it than show it
 */
export function findingCard(
  finding: Finding,
  actions: RemedyActions = () => [],
  place: (path: string) => HTMLElement = (path) => element('code', { class: 'path' }, path),
): HTMLElement {
  return element(
    'article',
    { class: `finding ${finding.severity}` },
    element(
      'header',
      {},
      severityIcon(finding.severity),
      element('span', { class: 'severity' }, finding.severity === 'problem' ? 'Problem' : 'Hint'),
      place(finding.path),
      element('span', { class: 'rule' }, finding.rule),
    ),
    element('p', { class: 'says' }, ...prose(finding.says)),
    ...finding.remedies.map((remedy) => remedyRow(remedy, actions)),
    ...(finding.evidence.length > 0 ? evidenceTable(finding.evidence) : []),
    confidence(finding.confidence),
  );
}

function severityIcon(severity: Finding['severity']): SVGElement {
  const shape =
    severity === 'problem'
      ? [
          svgElement('path', { d: 'M8 1.8 15 14H1Z' }),
          svgElement('path', { d: 'M8 6.2v3.6M8 11.8v.1' }),
        ]
      : [
          svgElement('circle', { cx: 8, cy: 8, r: 6.5 }),
          svgElement('path', { d: 'M8 7.4v4M8 4.7v.1' }),
        ];
  return svgElement(
    'svg',
    { viewBox: '0 0 16 16', class: 'icon', 'aria-hidden': 'true', focusable: 'false' },
    ...shape,
  );
}

function remedyRow(remedy: Remedy, actions: RemedyActions): HTMLElement {
  const { path, from, to } = remedy.change;
  return element(
    'div',
    { class: 'remedy' },
    element(
      'p',
      { class: 'change' },
      element('code', {}, path),
      element(
        'span',
        { class: 'values' },
        element('del', {}, formatNumber(from, 'power')),
        element('span', { class: 'arrow', 'aria-hidden': 'true' }, '\u2192'),
        element('ins', {}, formatNumber(to, 'power')),
      ),
    ),
    ...(repeatsChange(remedy.says) ? [] : [element('p', { class: 'why' }, ...prose(remedy.says))]),
    ...actions(remedy),
  );
}

/** The quick fix's title says no more than the values above it. */
function repeatsChange(says: string): boolean {
  return /^Set \S+ to \S+ \(was \S+\)\.?$/.test(says);
}

/** Sources stand below the table, each once, with the metrics that rest on it where there are more. */
function evidenceTable(evidence: readonly Evidence[]): readonly HTMLElement[] {
  const columns = [
    { text: 'Metric' },
    { text: 'Step', look: 'number' },
    { text: 'Value', look: 'strong number' },
    { text: 'Expected' },
  ] as const;
  const rows = evidence.map(({ metric, step, value, expected }) => [
    metricTitle(metric),
    formatCount(step),
    formatNumber(value, 'short'),
    expected,
  ]);
  const sources = [...new Set(evidence.map((one) => one.source))];
  const restsOn = (source: string): string =>
    evidence
      .filter((one) => one.source === source)
      .map((one) => metricTitle(one.metric))
      .join(', ');
  return [
    tableFrame('Evidence', dataTable('Evidence', columns, rows)),
    ...sources.map((source) =>
      element(
        'p',
        { class: 'source' },
        sources.length === 1 ? `Source: ${source}` : `${restsOn(source)}: ${source}`,
      ),
    ),
  ];
}

function confidence(level: Finding['confidence']): HTMLElement {
  const filled = { low: 1, medium: 2, high: 3 }[level];
  const bars = [0, 1, 2].map((i) => element('i', { class: i < filled ? 'on' : '' }));
  return element(
    'p',
    { class: 'confidence' },
    element('span', { class: 'meter', 'aria-hidden': 'true' }, ...bars),
    `${level[0]?.toUpperCase() ?? ''}${level.slice(1)} confidence`,
  );
}
