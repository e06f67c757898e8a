import type { Locator, Page } from 'playwright-core';
import { eventually, settled } from './eventually';

export interface CodeLens {
  readonly text: string;
  /** False when it only says something. */
  readonly clickable: boolean;
}

const parts = '.part.editor .codelens-decoration > a, .part.editor .codelens-decoration > span';

/** The CodeLenses in sight, top to bottom, once they are at rest. */
export async function codeLenses(page: Page): Promise<readonly CodeLens[]> {
  return settled('CodeLenses', () => read(page));
}

/** Clicks the first one whose text contains `text`; waits for it to be there. */
export async function clickCodeLens(page: Page, text: string): Promise<void> {
  const lens = lensLink(page, text);
  const clicked = eventually(`a CodeLens with "${text}"`, async () => {
    await lens.click({ timeout: 1000 });
    return true;
  });
  await clicked.catch(async (error: unknown) => {
    const there = (await read(page)).map((one) => one.text);
    throw new Error(`${String(error)} There: ${there.join(' | ') || 'none'}`);
  });
}

export function lensLink(page: Page, text: string): Locator {
  return page.locator('.part.editor .codelens-decoration > a', { hasText: text }).first();
}

async function read(page: Page): Promise<readonly CodeLens[]> {
  const found = await page.locator(parts).evaluateAll((elements) =>
    elements
      .filter((element) => element.getBoundingClientRect().height > 0)
      .map((element) => ({
        y: element.getBoundingClientRect().y,
        text: (element.textContent ?? '').replace(/\u00a0/g, ' ').trim(),
        clickable: element.tagName === 'A',
      })),
  );
  return found
    .filter(({ text }) => text !== '|' && text !== '')
    .sort((a, b) => a.y - b.y)
    .map(({ text, clickable }) => ({ text, clickable }));
}
