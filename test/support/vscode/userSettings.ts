/** A quiet editor: nothing that talks, updates, suggests or greets; else as on the desktop. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.enableExperiments': false,
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.colorTheme': 'Default Light Modern',
  // In a browser files save themselves after a second; on the desktop they do not.
  'files.autoSave': 'off',
  'files.simpleDialog.enable': true,
  'git.openRepositoryInParentFolders': 'never',
  'chat.commandCenter.enabled': false,
  'editor.accessibilitySupport': 'off',
};

export type ThemeName =
  | 'Default Light Modern'
  | 'Default Dark Modern'
  | 'Default High Contrast'
  | 'Default High Contrast Light';

export interface ThemeLook {
  /** Its name in the list of themes. */
  readonly label: string;
  /** The class that the workbench wears. */
  readonly className: string;
}

export const themeLooks: Readonly<Record<ThemeName, ThemeLook>> = {
  'Default Light Modern': { label: 'Light Modern', className: 'vs' },
  'Default Dark Modern': { label: 'Dark Modern', className: 'vs-dark' },
  'Default High Contrast': { label: 'Dark High Contrast', className: 'hc-black' },
  'Default High Contrast Light': { label: 'Light High Contrast', className: 'hc-light' },
};
