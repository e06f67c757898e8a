import type { Page } from 'playwright-core';
import { eventually } from './eventually';
import { clickText, pressInEditor } from './textPlace';

const menu = '.action-widget';
const rows = `${menu} .monaco-list-row.action`;

/** Puts the cursor into `text`, opens the menu of fixes there; its titles, empty when there are none. */
export async function quickFixesAt(page: Page, text: string): Promise<readonly string[]> {
  await closeQuickFixes(page);
  await clickText(page, text);
  return eventually(`quick fixes at "${text}"`, async () => {
    await pressInEditor(page, 'Control+.');
    const none = page.locator('.monaco-editor-overlaymessage', { hasText: 'No code actions' });
    await page.locator(rows).first().or(none.first()).waitFor({ timeout: 3000 });
    return quickFixTitles(page);
  });
}

/** Takes a fix of the open menu. */
export async function applyQuickFix(page: Page, title: string): Promise<void> {
  const titles = await quickFixTitles(page);
  const at = titles.indexOf(title);
  if (at < 0) {
    throw new Error(`No quick fix "${title}" in the open menu: ${titles.join(' | ') || 'none'}`);
  }
  // A veil lies over the menu until the mouse has moved on it.
  await page.locator(rows).nth(at).hover({ force: true });
  await page.locator(rows).nth(at).click();
  await page.locator(menu).waitFor({ state: 'hidden' });
}

export async function closeQuickFixes(page: Page): Promise<void> {
  if (!(await page.locator(menu).isVisible())) return;
  await page.keyboard.press('Escape');
  await page.locator(menu).waitFor({ state: 'hidden' });
}

function quickFixTitles(page: Page): Promise<readonly string[]> {
  return page
    .locator(rows)
    .evaluateAll((elements) =>
      elements.map((element) =>
        (element.querySelector('.title')?.textContent ?? '').replace(/\u00a0/g, ' ').trim(),
      ),
    );
}
