import type { Page } from 'playwright-core';

export interface Dialog {
  readonly message: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

const box = '.monaco-dialog-box';

/** The question that now blocks the window, once it is there. */
export async function dialog(page: Page): Promise<Dialog> {
  await page.locator(box).waitFor({ state: 'visible' });
  return page.locator(box).evaluate((element) => ({
    message: element.querySelector('.dialog-message')?.textContent?.trim() ?? '',
    detail:
      element.querySelector('.dialog-message-detail, .dialog-message-body')?.textContent?.trim() ??
      '',
    buttons: [...element.querySelectorAll('.dialog-buttons .monaco-button')]
      .map((button) => button.textContent?.trim() ?? '')
      .filter((label) => label !== ''),
  }));
}

export async function answerDialog(page: Page, button: string): Promise<void> {
  await page.locator(`${box} .dialog-buttons .monaco-button`, { hasText: button }).first().click();
  await page.locator(box).waitFor({ state: 'detached' });
}
