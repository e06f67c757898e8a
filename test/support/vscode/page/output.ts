import type { Page } from 'playwright-core';
import { settled } from './eventually';
import { runCommand } from './palette';
import { fillQuickInput, pickQuickInput } from './quickInput';

/** Shows an output channel; the lines of it in sight (the last ones), once there are any. */
export async function outputLines(page: Page, channel: string): Promise<readonly string[]> {
  await runCommand(page, 'Output: Show Output Channels...');
  await fillQuickInput(page, channel);
  await pickQuickInput(page, channel);
  return settled(
    `lines in the output channel "${channel}"`,
    () =>
      page.locator('.part.panel .monaco-editor .view-lines .view-line').evaluateAll((lines) =>
        lines
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent ?? '' }))
          .sort((a, b) => a.top - b.top)
          .map(({ text }) => text.replace(/\u00a0/g, ' ').trimEnd()),
      ),
    (lines) => lines.some((line) => line !== ''),
  );
}
