import type { Page } from 'playwright-core';
import { collectRows } from './collectRows';
import { eventually, patience, settled } from './eventually';

const widget = '.quick-input-widget';
const list = `${widget} .quick-input-list .monaco-list`;
const input = `${widget} .quick-input-box input`;

/** Presses `key` until the box at the top opens; the first press may come too early. */
export async function openQuickInput(page: Page, key: string): Promise<void> {
  await closeQuickInput(page);
  await eventually(`the quick input box after ${key}`, async () => {
    await page.keyboard.press(key);
    await page.locator(input).waitFor({ state: 'visible', timeout: 2000 });
    return true;
  });
}

export async function closeQuickInput(page: Page): Promise<void> {
  if (!(await page.locator(widget).isVisible())) return;
  await page.keyboard.press('Escape');
  await page.locator(widget).waitFor({ state: 'hidden' });
}

/** Types over what stands in the box. */
export async function fillQuickInput(page: Page, text: string): Promise<void> {
  await page.locator(input).fill(text);
}

/** Labels of all rows of the open list, once they are at rest. */
export async function quickInputRows(page: Page): Promise<readonly string[]> {
  await page.locator(widget).waitFor({ state: 'visible' });
  await settled(
    'rows of the quick input',
    () => visibleLabels(page),
    (labels) => labels.length > 0,
  );
  const rows = await collectRows(page.locator(list), { label: '.label-name' });
  return rows
    .map((row) => row.parts['label'] ?? '')
    .filter((label) => label !== '' && !/^No matching/.test(label));
}

/** Clicks the row with exactly this label (a command's title, a file's name). */
export async function pickQuickInput(
  page: Page,
  label: string,
  milliseconds = patience,
): Promise<void> {
  const picked = eventually(
    `the row "${label}" in the quick input`,
    async () => {
      const at = (await visibleLabels(page)).indexOf(label);
      if (at < 0) return false;
      const row = page.locator(`${list} .monaco-list-row`).nth(at);
      if ((await row.locator('.label-name').first().textContent({ timeout: 1000 })) !== label)
        return false;
      await row.click({ timeout: 1000 });
      return true;
    },
    milliseconds,
  );
  await picked.catch(async (error: unknown) => {
    const offered = await visibleLabels(page);
    throw new Error(`${String(error)} Offered: ${offered.join(' | ') || 'nothing'}`);
  });
}

function visibleLabels(page: Page): Promise<readonly string[]> {
  return page
    .locator(`${list} .monaco-list-row`)
    .evaluateAll((rows) => rows.map((row) => row.querySelector('.label-name')?.textContent ?? ''));
}
