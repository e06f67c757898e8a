import { element, type Child } from '../dom/element';
import { formatNumber } from '../words/formatNumber';
import type { ConfigChange } from './reportData';

/** The config as it was, with line numbers; an advised value stands beside the old one. */
export function configText(text: string, changes: readonly ConfigChange[]): HTMLElement {
  const usable = apart(changes, text.length);
  let start = 0;
  const lines = text
    .replace(/\r?\n$/, '')
    .split('\n')
    .map((line, index) => {
      const row = configLine(line.replace(/\r$/, ''), start, index + 1, usable);
      start += line.length + 1;
      return row;
    });
  return element(
    'section',
    { class: 'config', 'aria-labelledby': 'config-title' },
    element('h2', { id: 'config-title' }, 'Config'),
    element(
      'p',
      { class: 'intro' },
      usable.length === 0
        ? 'As it was when the run started; no change is advised.'
        : 'As it was when the run started, with the advised changes marked.',
    ),
    element(
      'div',
      { class: 'code-frame', role: 'region', 'aria-label': 'Config text', tabindex: 0 },
      element('pre', {}, element('code', {}, ...lines)),
    ),
  );
}

function configLine(
  line: string,
  start: number,
  number: number,
  changes: readonly ConfigChange[],
): HTMLElement {
  const here = changes.filter((one) => one.start >= start && one.start <= start + line.length);
  const parts: Child[] = [];
  let done = 0;
  for (const { start: from, end, to } of here) {
    parts.push(line.slice(done, from - start));
    done = Math.min(end - start, line.length);
    const old = line.slice(from - start, done);
    if (old !== '') parts.push(element('del', {}, old), ' ');
    parts.push(element('ins', {}, typeof to === 'number' ? formatNumber(to, 'power') : to));
  }
  parts.push(line.slice(done));
  const notes = here.map((one) => element('span', { class: 'note' }, one.says));
  return element(
    'span',
    { class: here.length > 0 ? 'line changed' : 'line' },
    element('span', { class: 'line-number', 'aria-hidden': 'true' }, String(number)),
    element('span', { class: 'line-text' }, ...parts),
    ...notes,
    '\n',
  );
}

/** In the order of the text, without those outside it and those over an earlier one. */
function apart(changes: readonly ConfigChange[], length: number): readonly ConfigChange[] {
  const kept: ConfigChange[] = [];
  for (const one of [...changes].sort((a, b) => a.start - b.start)) {
    const free = (kept.at(-1)?.end ?? 0) <= one.start;
    if (free && one.end >= one.start && one.end <= length) kept.push(one);
  }
  return kept;
}
