import type { Locator, Page } from 'playwright-core';

export interface StatusBarItem {
  /** Extension id, dot, item id; the editor's own begin with `status.`. */
  readonly id: string;
  readonly text: string;
  /** What a screen reader says. */
  readonly ariaLabel: string;
}

/** The items in sight, from left to right. */
export function statusBarItems(page: Page): Promise<readonly StatusBarItem[]> {
  return page.locator('.part.statusbar .statusbar-item').evaluateAll((items) =>
    items
      .filter((item) => item.getBoundingClientRect().width > 0)
      .map((item) => ({
        id: item.id,
        text: (item.textContent ?? '').replace(/\u00a0/g, ' ').trim(),
        ariaLabel: item.getAttribute('aria-label') ?? '',
      })),
  );
}

/** The item whose text contains `text`; use it to wait and to click. */
export function statusBarItem(page: Page, text: string): Locator {
  return page.locator('.part.statusbar .statusbar-item', { hasText: text }).first();
}
