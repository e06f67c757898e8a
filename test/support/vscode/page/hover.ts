import type { Page } from 'playwright-core';
import { eventually } from './eventually';
import { placeOf } from './textPlace';

export interface Hover {
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly target: string }[];
}

const card = '.monaco-editor .monaco-resizable-hover .monaco-hover:not(.hidden)';

/** Rests the mouse on a text of the open file; the card that comes up, all its parts together. */
export async function hoverAt(page: Page, text: string): Promise<Hover> {
  let before = '';
  let moved = 0;
  return eventually(`a hover on "${text}"`, async () => {
    // What the editor draws meanwhile cancels a hover, and a mouse at rest brings up no other.
    if (Date.now() - moved > 3000) {
      await moveOnto(page, text);
      moved = Date.now();
    }
    const hover = await readHover(page);
    const same = hover.text === before;
    before = hover.text;
    return same && hover.text !== '' && !/^Loading\.\.\.$/m.test(hover.text) && hover;
  });
}

async function moveOnto(page: Page, text: string): Promise<void> {
  await page.mouse.move(2, 2);
  const { x, y, width, height } = await placeOf(page, text);
  await page.mouse.move(x + width / 2 - 4, y + height / 2);
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
}

async function readHover(page: Page): Promise<Hover> {
  return page.evaluate((selector) => {
    const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
      (element) => element.getBoundingClientRect().height > 0,
    );
    return {
      text: shown.map((element) => element.innerText.trim()).join('\n'),
      links: shown.flatMap((element) =>
        [...element.querySelectorAll('a')].map((link) => ({
          text: link.innerText,
          target: link.dataset['href'] ?? link.href,
        })),
      ),
    };
  }, card);
}
