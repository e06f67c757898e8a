import type { ComparedNumber, Comparison } from '../../src/protocol/comparison';
import type { Remedy } from '../../src/protocol/finding';
import type { ShownRun } from '../../src/protocol/panelMessages';
import { dataTable, tableFrame } from '../dom/dataTable';
import { element } from '../dom/element';
import { prose } from '../dom/prose';
import { formatNumber } from '../words/formatNumber';

export interface ComparisonBlock {
  readonly element: HTMLElement;
  update(shown: ShownRun): void;
}

/** Before and after, for a run that follows another's advice: did it help, and by how much. */
export function comparisonBlock(): ComparisonBlock {
  const section = element('section', {
    class: 'comparison',
    'aria-label': 'Before and after',
    hidden: true,
  });
  let told: unknown = {};
  return {
    element: section,
    update({ before, comparison, view }) {
      const key = comparison ?? (before && view.outcome === 'running' ? before : undefined);
      if (key === told) return;
      told = key;
      section.hidden = key === undefined;
      section.className = `comparison ${comparison?.helped ?? 'pending'}`;
      if (comparison) section.replaceChildren(...answer(comparison));
      else if (before) section.replaceChildren(pending(before.view.record.name));
      else section.replaceChildren();
    },
  };
}

function pending(name: string): HTMLElement {
  return element(
    'p',
    {},
    'This run follows the advice of an earlier run, ',
    element('span', { class: 'name' }, name),
    '. Whether it helped is said here when it is over; until then the line \u201cbefore\u201d in the charts is the earlier run.',
  );
}

function answer({ helped, says, numbers, changed }: Comparison): readonly Node[] {
  return [
    element('h2', {}, { yes: 'It helped', no: 'It did not help', unclear: 'Cannot tell' }[helped]),
    element('p', { class: 'says' }, ...prose(withoutOpening(says))),
    ...(numbers.length > 0 ? [numberTable(numbers)] : []),
    ...(changed.length > 0
      ? [
          element(
            'ul',
            { class: 'changed', 'aria-label': 'Changed settings' },
            ...changed.map((one) => changedSetting(one.path, one.before, one.after)),
          ),
        ]
      : []),
  ];
}

/** The heading has said it. */
function withoutOpening(says: string): string {
  const rest = says.replace(/^(It helped|It did not help|Cannot tell): /, '');
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function numberTable(numbers: readonly ComparedNumber[]): HTMLElement {
  const columns = [
    { text: '' },
    { text: 'Before', look: 'number' },
    { text: 'After', look: 'strong number' },
    { text: 'Change', look: 'number' },
    { text: 'Noise', look: 'number' },
    { text: 'Better' },
  ] as const;
  const rows = numbers.map((one) => [
    one.label.charAt(0).toUpperCase() + one.label.slice(1),
    say(one, one.before),
    say(one, one.after),
    signed(one),
    `\u00b1\u202f${sayDifference(one, one.noise)}`,
    { before: 'before', after: 'after', neither: 'within noise' }[one.better],
  ]);
  return tableFrame('Before and after, numbers', dataTable('Before and after', columns, rows));
}

function say({ unit }: ComparedNumber, value: number): string {
  return unit === 'accuracy'
    ? `${(100 * value).toFixed(1)}\u202f%`
    : formatNumber(value, unit === 'loss' ? 'short' : 'fine');
}

/** A difference of accuracies is said in points, not in per cent. */
function sayDifference({ unit }: ComparedNumber, size: number): string {
  return unit === 'accuracy'
    ? `${(100 * size).toFixed(1)} points`
    : formatNumber(size, unit === 'loss' ? 'short' : 'fine');
}

function signed(one: ComparedNumber): string {
  const change = one.after - one.before;
  const sign = change < 0 ? '\u2212' : '+';
  return `${sign}${sayDifference(one, Math.abs(change))}`;
}

function changedSetting(path: string, before: unknown, after: unknown): HTMLElement {
  return element(
    'li',
    {},
    element('code', {}, path),
    ' ',
    element('del', {}, settingText(before)),
    element('span', { class: 'arrow', 'aria-hidden': 'true' }, '\u2192'),
    element('ins', {}, settingText(after)),
  );
}

/** A remedy's value as its card shows it; other settings as JSON. */
function settingText(value: Remedy['change']['to'] | unknown): string {
  if (value === undefined) return 'none';
  if (typeof value === 'number') return formatNumber(value, 'power');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
