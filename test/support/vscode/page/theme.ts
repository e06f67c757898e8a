import type { Page } from 'playwright-core';
import { themeLooks, type ThemeName } from '../userSettings';
import { runCommand } from './palette';
import { fillQuickInput, pickQuickInput } from './quickInput';

/** Chooses a colour theme from the list of themes; new windows of the server forget it. */
export async function setTheme(page: Page, theme: ThemeName): Promise<void> {
  const { label, className } = themeLooks[theme];
  await runCommand(page, 'Preferences: Color Theme');
  await fillQuickInput(page, label);
  await pickQuickInput(page, label);
  await page.locator(`.monaco-workbench.${className}`).waitFor();
}
