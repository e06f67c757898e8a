import type { Locator, Page } from 'playwright-core';
import { collectRows } from './collectRows';
import { eventually, settled } from './eventually';
import { exactly } from './exactly';

export interface TreeRow {
  readonly label: string;
  readonly description: string;
  /** From 1. */
  readonly level: number;
  /** Undefined when it has no children. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
  /** Names of its icons, without `codicon-`. */
  readonly icons: readonly string[];
  /** What a screen reader says. */
  readonly ariaLabel: string;
}

export interface ViewWelcome {
  readonly text: string;
  readonly buttons: readonly string[];
}

const parts = {
  label: '.monaco-icon-label .label-name',
  description: '.monaco-icon-label .label-description',
};

/** Shows a view container by its place in the activity bar. */
export async function openView(page: Page, title: string): Promise<void> {
  const icon = page.locator(`.part.activitybar .action-item`, {
    has: page.locator(`a.action-label[aria-label^="${title}"]`),
  });
  await icon.first().waitFor({ state: 'visible' });
  await eventually(`the view "${title}"`, async () => {
    if ((await icon.first().getAttribute('aria-selected')) === 'true') return true;
    await icon.first().click({ timeout: 1000 });
    return undefined;
  });
}

/** The rows of an open view, children of unfolded ones too; waits until there are `atLeast`. */
export async function treeRows(
  page: Page,
  view: string,
  atLeast: number,
): Promise<readonly TreeRow[]> {
  const list = viewPane(page, view).locator('.pane-body .monaco-list').first();
  return settled(
    `at least ${atLeast} rows in "${view}"`,
    async () => {
      if (!(await list.isVisible())) return [];
      const rows = await collectRows(list, parts);
      return rows.map(({ parts: said, ...rest }) => ({
        label: said['label'] ?? '',
        description: said['description'] ?? '',
        ...rest,
        icons: rest.icons.filter((icon) => !icon.startsWith('tree-item')),
      }));
    },
    (rows) => rows.length >= atLeast,
  );
}

/** The row with exactly this label. */
export function treeRow(page: Page, view: string, label: string): Locator {
  return viewPane(page, view).locator('.monaco-list-row', {
    has: page.locator('.label-name').filter({ hasText: exactly(label) }),
  });
}

/** Folds or unfolds a row. */
export async function toggleTreeRow(page: Page, view: string, label: string): Promise<void> {
  await treeRow(page, view, label).locator('.monaco-tl-twistie').click();
}

/** Presses one of the icons that a row shows under the mouse. */
export async function clickRowAction(
  page: Page,
  view: string,
  label: string,
  action: string,
): Promise<void> {
  const row = treeRow(page, view, label);
  await row.hover();
  await row.locator(`.actions .action-label[aria-label^=${JSON.stringify(action)}]`).click();
}

/** What an empty view says and offers. */
export async function viewWelcome(page: Page, view: string): Promise<ViewWelcome> {
  const content = viewPane(page, view).locator('.welcome-view-content');
  await content.waitFor({ state: 'visible' });
  return content.evaluate((element) => ({
    text: (element as HTMLElement).innerText.trim().replace(/\n+/g, '\n'),
    buttons: [...element.querySelectorAll<HTMLElement>('.monaco-button')].map((button) =>
      button.innerText.trim(),
    ),
  }));
}

export async function clickViewWelcome(page: Page, view: string, button: string): Promise<void> {
  await viewPane(page, view)
    .locator('.welcome-view-content .monaco-button', { hasText: button })
    .first()
    .click();
}

/** A view with its header and body; its title may stand in the container's title instead. */
export function viewPane(page: Page, view: string): Locator {
  return page.locator('.part .pane', {
    has: page.locator('.pane-header h3.title').filter({ hasText: exactly(view) }),
  });
}
