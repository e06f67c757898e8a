import type { Page } from 'playwright-core';

export interface Notification {
  readonly severity: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly buttons: readonly string[];
}

const item =
  '.notifications-toasts .notification-list-item, .notifications-center .notification-list-item';

/** The notifications in sight, newest first. */
export function notifications(page: Page): Promise<readonly Notification[]> {
  return page.locator(item).evaluateAll((elements) =>
    elements
      .filter((element) => element.getBoundingClientRect().height > 0)
      .map((element) => ({
        severity:
          element.querySelector('.codicon-error') !== null
            ? ('error' as const)
            : element.querySelector('.codicon-warning') !== null
              ? ('warning' as const)
              : ('info' as const),
        text: element.querySelector('.notification-list-item-message')?.textContent?.trim() ?? '',
        buttons: [...element.querySelectorAll('.notification-list-item-buttons-container a')]
          .map((button) => button.textContent?.trim() ?? '')
          .filter((label) => label !== ''),
      })),
  );
}

/** Waits for a notification that contains `text`. */
export async function waitForNotification(page: Page, text: string): Promise<Notification> {
  await page.locator(item).filter({ hasText: text }).first().waitFor({ state: 'visible' });
  const found = (await notifications(page)).find((one) => one.text.includes(text));
  if (found === undefined) throw new Error(`The notification "${text}" came and went.`);
  return found;
}

export async function answerNotification(page: Page, text: string, button: string): Promise<void> {
  const one = page.locator(item).filter({ hasText: text }).first();
  await one.locator('.monaco-button', { hasText: button }).first().click();
  await one.waitFor({ state: 'hidden' });
}
