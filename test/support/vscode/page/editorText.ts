import type { Page } from 'playwright-core';
import { eventually } from './eventually';
import { focusEditor, pressInEditor } from './textPlace';

/** The whole text of the active text editor, saved or not: copied as a person would, cursor kept. */
export async function editorText(page: Page): Promise<string> {
  const canary = `nothing copied yet ${Math.random()}`;
  // Only the document that has the keyboard may use the clipboard: not while a webview has it.
  await focusEditor(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), canary);
  await pressInEditor(page, 'Control+A');
  await pressInEditor(page, 'Control+C');
  const text = await eventually('the copied text', async () => {
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    return copied === canary ? undefined : { copied };
  });
  await pressInEditor(page, 'Control+U');
  return text.copied;
}

export async function undo(page: Page): Promise<void> {
  await pressInEditor(page, 'Control+Z');
}

/** Saves the active editor and waits until it is no longer marked as changed. */
export async function save(page: Page): Promise<void> {
  await pressInEditor(page, 'Control+S');
  await page
    .locator('.editor-group-container.active .tab.active.dirty')
    .waitFor({ state: 'detached' });
}
