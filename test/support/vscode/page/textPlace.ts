import type { Locator, Page } from 'playwright-core';
import { eventually, settled } from './eventually';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A text editor's own element, the active group's first. Webviews and lists are none. */
export const textEditor = '.part.editor .editor-instance .monaco-editor';

/** Gives the keyboard to the text editor without moving its cursor. */
export async function focusEditor(page: Page): Promise<void> {
  await inEditor('the text editor to take the keyboard', page, (editor) =>
    editor.focus({ timeout: 1000 }),
  );
}

/** Presses a key in the text editor, also when something else has just taken the focus. */
export async function pressInEditor(page: Page, key: string): Promise<void> {
  await inEditor(`the text editor to take ${key}`, page, (editor) =>
    editor.press(key, { timeout: 1000 }),
  );
}

/** Which group is the active one may change between looking and acting: then it looks again. */
function inEditor(
  what: string,
  page: Page,
  act: (editor: Locator) => Promise<void>,
): Promise<boolean> {
  return eventually(what, async () => {
    await act(await keyboardOf(page));
    return true;
  });
}

async function keyboardOf(page: Page): Promise<Locator> {
  const active = page.locator(`.editor-group-container.active .editor-instance .monaco-editor`);
  const editor = (await active.count()) > 0 ? active : page.locator(textEditor);
  return editor.locator('textarea.inputarea, .native-edit-context').first();
}

/**
 * Where a text stands on the screen, in pixels; scrolls to its first place when it is out of sight.
 * `text` must lie within one line.
 */
export async function placeOf(page: Page, text: string): Promise<Box> {
  await page.locator(textEditor).first().waitFor({ state: 'visible' });
  if ((await visiblePlace(page, text)) === undefined) await reveal(page, text);
  // A CodeLens that comes up moves the lines below it: what counts is where the text comes to rest.
  const resting = settled(
    `"${text}" in the text editor`,
    () => visiblePlace(page, text),
    (place) => place !== undefined,
    5000,
  );
  return (await resting) as Box;
}

/** Sets the cursor into the text, by mouse. */
export async function clickText(page: Page, text: string): Promise<void> {
  const { x, y, width, height } = await placeOf(page, text);
  await page.mouse.click(x + width / 2, y + height / 2);
}

/** Selects the text with the editor's own search, whose box it leaves closed. */
export async function selectText(page: Page, text: string): Promise<void> {
  await reveal(page, text);
}

async function reveal(page: Page, text: string): Promise<void> {
  await pressInEditor(page, 'Control+Home');
  const find = page.locator('.find-widget.visible .find-part textarea').first();
  await eventually('the search box', async () => {
    await pressInEditor(page, 'Control+F');
    await find.waitFor({ state: 'visible', timeout: 2000 });
    return true;
  });
  await find.fill(text);
  await page
    .locator('.find-widget.visible .matchesCount', { hasText: / of |No results/ })
    .first()
    .waitFor();
  await eventually('the search box to close', async () => {
    // In its box, wherever the focus has gone. A notification in sight takes the first one.
    if (await find.isVisible()) await find.press('Escape', { timeout: 1000 });
    await page.locator('.find-widget.visible').waitFor({ state: 'hidden', timeout: 1000 });
    return true;
  });
}

function visiblePlace(page: Page, text: string): Promise<Box | undefined> {
  return page.evaluate((wanted) => {
    const editors = [
      ...document.querySelectorAll(
        '.part.editor .editor-group-container.active .editor-instance .monaco-editor',
      ),
      ...document.querySelectorAll('.part.editor .editor-instance .monaco-editor'),
    ];
    for (const editor of editors) {
      const frame = editor.getBoundingClientRect();
      for (const line of editor.querySelectorAll('.view-lines .view-line')) {
        const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const nodes: { node: Node; start: number }[] = [];
        let shown = '';
        while (walker.nextNode()) {
          nodes.push({ node: walker.currentNode, start: shown.length });
          shown += (walker.currentNode.nodeValue ?? '').replace(/[\u00a0\u00b7]/g, ' ');
        }
        const start = shown.indexOf(wanted);
        if (start < 0) continue;
        const end = start + wanted.length;
        const first = nodes.findLast((one) => one.start <= start);
        const last = nodes.findLast((one) => one.start < end);
        if (first === undefined || last === undefined) continue;
        const range = document.createRange();
        range.setStart(first.node, start - first.start);
        range.setEnd(last.node, end - last.start);
        const { x, y, width, height } = range.getBoundingClientRect();
        if (y < frame.top || y + height > frame.bottom || x > frame.right) continue;
        return { x, y, width, height };
      }
    }
    return undefined;
  }, text);
}
