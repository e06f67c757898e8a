import type { Page } from 'playwright-core';
import { answerDialog } from './dialog';
import { eventually } from './eventually';
import { runCommand } from './palette';

export type TrustState = 'asked' | 'restricted' | 'trusted';

/** Whether the window asks for trust at this moment, runs restricted, or is trusted (or was told so). */
export async function trustState(page: Page): Promise<TrustState> {
  const asks = page.locator('.monaco-dialog-box', { hasText: 'trust the authors' });
  if (await asks.isVisible()) return 'asked';
  const restricted = page.locator('.part.statusbar [id="status.workspaceTrust"]');
  return (await restricted.isVisible()) ? 'restricted' : 'trusted';
}

/** Answers the question that a window asks when it opens a folder for the first time. */
export async function answerTrust(page: Page, trust: boolean): Promise<void> {
  await answerDialog(page, trust ? 'Yes, I trust' : "No, I don't trust");
}

/** Trusts the folder later on, in the editor that VS Code has for that, and closes that editor. */
export async function grantTrust(page: Page): Promise<void> {
  await runCommand(page, 'Workspaces: Manage Workspace Trust');
  const editor = page.locator('.workspace-trust-editor');
  await editor
    .locator('.monaco-button', { hasText: /^Trust$/ })
    .first()
    .click();
  await eventually('trust', async () => (await trustState(page)) === 'trusted');
  await page.locator('.tab.active', { hasText: 'Workspace Trust' }).hover();
  await page.locator('.tab.active .tab-actions .action-label').first().click();
}
