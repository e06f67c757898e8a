import type { Locator, Page } from 'playwright-core';

export interface Tab {
  readonly title: string;
  /** In front in its group. */
  readonly active: boolean;
  readonly changed: boolean;
}

const all = '.part.editor .tabs-container .tab';

export function tabs(page: Page): Promise<readonly Tab[]> {
  return page.locator(all).evaluateAll((elements) =>
    elements.map((element) => ({
      title: element.querySelector('.label-name')?.textContent ?? '',
      active: element.classList.contains('active'),
      changed: element.classList.contains('dirty'),
    })),
  );
}

export async function switchTab(page: Page, title: string): Promise<void> {
  await tab(page, title).click();
  await page.locator(`${all}.active`, { hasText: title }).first().waitFor();
}

/** Closes by the tab's own cross; an unsaved one asks in a dialog. */
export async function closeTab(page: Page, title: string): Promise<void> {
  await tab(page, title).hover();
  await tab(page, title).locator('.tab-actions .action-label').first().click();
}

function tab(page: Page, title: string): Locator {
  return page.locator(all, { hasText: title }).first();
}
