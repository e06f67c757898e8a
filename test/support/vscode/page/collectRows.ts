import type { Locator } from 'playwright-core';

/** What a row of any of the editor's lists and trees says about itself. */
export interface Row {
  /** Text of the parts asked for; empty when the row has no such part. */
  readonly parts: Readonly<Record<string, string>>;
  readonly ariaLabel: string;
  /** From 1; 0 in a flat list. */
  readonly level: number;
  /** Undefined when it has no children. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** Names of its icons, without `codicon-`. */
  readonly icons: readonly string[];
}

/**
 * Everything in one of the editor's lists, which draw only the rows in sight: reads, scrolls, reads.
 * `parts` names CSS selectors inside a row.
 */
export async function collectRows(
  list: Locator,
  parts: Readonly<Record<string, string>>,
): Promise<readonly Row[]> {
  const seen = new Map<number, Row>();
  for (let turn = 0; turn < 50; turn++) {
    const before = seen.size;
    for (const [index, row] of await readRows(list, parts)) seen.set(index, row);
    if (turn > 0 && seen.size === before) break;
    if (!(await scrollBy(list, 0.5))) break;
  }
  await scrollBy(list, -1000);
  return [...seen.entries()].sort(([a], [b]) => a - b).map(([, row]) => row);
}

/** The rows in sight, each with its index in the whole list. */
function readRows(
  list: Locator,
  parts: Readonly<Record<string, string>>,
): Promise<readonly (readonly [number, Row])[]> {
  return list.locator('.monaco-list-row').evaluateAll(
    (rows, wanted) =>
      rows.map((row) => {
        const expanded = row.getAttribute('aria-expanded');
        const icons = [...row.querySelectorAll('.codicon')].flatMap((icon) =>
          [...icon.classList].filter((name) => name.startsWith('codicon-')),
        );
        const value = {
          parts: Object.fromEntries(
            Object.entries(wanted).map(([name, selector]) => [
              name,
              (row.querySelector(selector)?.textContent ?? '').replace(/\u00a0/g, ' ').trim(),
            ]),
          ),
          ariaLabel: row.getAttribute('aria-label') ?? '',
          level: Number(row.getAttribute('aria-level') ?? 0),
          expanded: expanded === null ? undefined : expanded === 'true',
          selected: row.getAttribute('aria-selected') === 'true',
          icons: icons.map((name) => name.slice('codicon-'.length)),
        };
        return [Number(row.getAttribute('data-index')), value] as const;
      }),
    parts,
  );
}

/** Turns the wheel over the list by so many of its heights. False when all of it is in sight. */
async function scrollBy(list: Locator, heights: number): Promise<boolean> {
  const scrolled = await list.evaluate((element, turns) => {
    const window = element.querySelector('.monaco-scrollable-element');
    const content = element.querySelector('.monaco-list-rows');
    if (window === null || content === null) return false;
    const { height } = window.getBoundingClientRect();
    if (content.getBoundingClientRect().height <= height + 1) return false;
    const wheel = { deltaY: height * turns, bubbles: true, cancelable: true };
    window.dispatchEvent(new WheelEvent('wheel', wheel));
    return true;
  }, heights);
  // Smooth scrolling and drawing are done within two frames.
  if (scrolled) await list.page().evaluate(() => new Promise((done) => setTimeout(done, 60)));
  return scrolled;
}
