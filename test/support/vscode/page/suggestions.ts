import type { Page } from 'playwright-core';
import { settled } from './eventually';
import { exactly } from './exactly';
import { pressInEditor } from './textPlace';

const widget = '.suggest-widget.visible';

/** Asks for completions at the cursor; the labels in sight, best first. */
export async function suggestions(page: Page): Promise<readonly string[]> {
  // Pressed while the list is open, the key unfolds details instead.
  if (!(await page.locator(widget).isVisible())) await pressInEditor(page, 'Control+Space');
  await page.locator(widget).waitFor({ state: 'visible' });
  return settled(
    'completions',
    () => page.locator(`${widget} .monaco-list-row .label-name`).allInnerTexts(),
    (labels) => labels.length > 0,
  );
}

export async function chooseSuggestion(page: Page, label: string): Promise<void> {
  const row = page.locator(`${widget} .monaco-list-row`, {
    has: page.locator('.label-name').filter({ hasText: exactly(label) }),
  });
  await row.first().click();
  await page.locator(widget).waitFor({ state: 'hidden' });
}
