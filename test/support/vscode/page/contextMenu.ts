import type { Locator, Page } from 'playwright-core';
import { settled } from './eventually';

const entries = '.context-view .monaco-menu .action-menu-item .action-label';

/** Opens the context menu of an element; the titles in it. Close it with Escape or choose. */
export async function openContextMenu(page: Page, target: Locator): Promise<readonly string[]> {
  await target.click({ button: 'right' });
  return settled(
    'entries of the context menu',
    async () => (await page.locator(entries).allInnerTexts()).filter((title) => title !== ''),
    (titles) => titles.length > 0,
  );
}

export async function chooseFromMenu(page: Page, title: string): Promise<void> {
  await page.locator(entries).filter({ hasText: title }).first().click();
  await page.locator(entries).first().waitFor({ state: 'hidden' });
}
