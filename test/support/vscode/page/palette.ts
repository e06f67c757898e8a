import type { Page } from 'playwright-core';
import { patience } from './eventually';
import { exactly } from './exactly';
import {
  closeQuickInput,
  fillQuickInput,
  openQuickInput,
  pickQuickInput,
  quickInputRows,
} from './quickInput';

/**
 * Runs a command as a person does. The palette decides when it opens what it offers, so one that lacks
 * the command is opened again. Fails after `milliseconds`, saying what is offered.
 */
export async function runCommand(
  page: Page,
  title: string,
  milliseconds = patience,
): Promise<void> {
  await pickFromNewList(page, { key: 'F1', query: `>${title}`, label: title }, milliseconds);
}

/** All titles that contain `query` and that the palette offers, in its order. */
export async function offeredCommands(page: Page, query: string): Promise<readonly string[]> {
  await openQuickInput(page, 'F1');
  await fillQuickInput(page, `>${query}`);
  const rows = await quickInputRows(page);
  await closeQuickInput(page);
  return rows.filter((title) => title.toLowerCase().includes(query.toLowerCase()));
}

/**
 * Opens a file of the workspace by name or relative path, through Quick Open. That lists the files
 * once while it is open: one that was just written is there when it is opened again.
 */
export async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  await pickFromNewList(page, { key: 'Control+P', query: path, label: name }, patience);
  await page
    .locator('.part.editor .tab.active')
    .filter({ has: page.locator('.label-name').filter({ hasText: exactly(name) }) })
    .first()
    .waitFor({ state: 'visible' });
  // The file has the keyboard last of all.
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
}

interface Pick {
  readonly key: string;
  readonly query: string;
  readonly label: string;
}

/** Opens the list anew until it offers the row; fails saying what it offered the last time. */
async function pickFromNewList(
  page: Page,
  { key, query, label }: Pick,
  milliseconds: number,
): Promise<void> {
  const end = Date.now() + milliseconds;
  for (;;) {
    await openQuickInput(page, key);
    await fillQuickInput(page, query);
    try {
      return await pickQuickInput(page, label, 2500);
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}
