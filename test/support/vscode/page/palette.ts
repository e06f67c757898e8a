import type { Page } from 'playwright-core';
import { exactly } from './exactly';
import {
  closeQuickInput,
  fillQuickInput,
  openQuickInput,
  pickQuickInput,
  quickInputRows,
} from './quickInput';

/** Runs a command as a person does. Fails, saying what is offered, when the palette lacks it. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await openQuickInput(page, 'F1');
  await fillQuickInput(page, `>${title}`);
  await pickQuickInput(page, title);
}

/** All titles that contain `query` and that the palette offers, in its order. */
export async function offeredCommands(page: Page, query: string): Promise<readonly string[]> {
  await openQuickInput(page, 'F1');
  await fillQuickInput(page, `>${query}`);
  const rows = await quickInputRows(page);
  await closeQuickInput(page);
  return rows.filter((title) => title.toLowerCase().includes(query.toLowerCase()));
}

/** Opens a file of the workspace by name or relative path, through Quick Open. */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await openQuickInput(page, 'Control+P');
  await fillQuickInput(page, path);
  await pickQuickInput(page, name);
  await page
    .locator('.part.editor .tab.active')
    .filter({ has: page.locator('.label-name').filter({ hasText: exactly(name) }) })
    .first()
    .waitFor({ state: 'visible' });
}
