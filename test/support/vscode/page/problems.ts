import type { Page } from 'playwright-core';
import { collectRows } from './collectRows';
import { settled } from './eventually';

export interface Problem {
  readonly file: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: string;
  readonly code: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const panel = '.part .markers-panel';
const parts = {
  file: '.monaco-icon-label .label-name',
  source: '.marker-source',
  code: '.marker-code',
  line: '.marker-line',
};

/** Opens the Problems view (or leaves it open) and gives its rows; waits for `atLeast` of them. */
export async function problems(page: Page, atLeast: number): Promise<readonly Problem[]> {
  if (!(await page.locator(panel).isVisible())) {
    await page.evaluate(watchFocus);
    await page.keyboard.press('Control+Shift+M');
    await page.locator(panel).waitFor({ state: 'visible' });
    // It takes the keyboard some time after it was drawn: keys for others wait until it has.
    await page.waitForFunction(() => document.body.dataset['panelFocused'] === 'yes');
  }
  return settled(
    `at least ${atLeast} problems`,
    () => read(page),
    (found) => found.length >= atLeast,
  );
}

/** Runs in the page: notes when the panel below the editors has had the keyboard. */
function watchFocus(): void {
  const { dataset } = document.body;
  dataset['panelFocused'] = 'no';
  const hear = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element) || target.closest('.part.panel') === null) return;
    dataset['panelFocused'] = 'yes';
    document.removeEventListener('focusin', hear);
  };
  document.addEventListener('focusin', hear);
}

async function read(page: Page): Promise<readonly Problem[]> {
  const list = page.locator(`${panel} .monaco-list`).first();
  if ((await list.count()) === 0 || !(await list.isVisible())) return [];
  let file = '';
  const found: Problem[] = [];
  for (const { level, parts: said, icons, ariaLabel } of await collectRows(list, parts)) {
    if (level === 1) {
      file = said['file'] ?? '';
      continue;
    }
    const [, line, column] = /Ln (\d+), Col (\d+)/.exec(said['line'] ?? '') ?? [];
    found.push({
      file,
      severity: severityOf(icons),
      // The row shows the first line only.
      message: /^\w+: (.*) at line \d+ and character/s.exec(ariaLabel)?.[1] ?? ariaLabel,
      source: said['source'] ?? '',
      code: (said['code'] ?? '').replace(/^\(|\)$/g, ''),
      line: Number(line),
      column: Number(column),
    });
  }
  return found;
}

function severityOf(icons: readonly string[]): Problem['severity'] {
  if (icons.includes('error')) return 'error';
  if (icons.includes('warning')) return 'warning';
  if (icons.includes('info')) return 'info';
  throw new Error(`A problem has none of the known icons: ${icons.join(', ')}`);
}
