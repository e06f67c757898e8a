import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
} from '@vscode/webview-ui-toolkit';

/**
 * Defines `vscode-button`, `vscode-dropdown` and `vscode-option`. The toolkit is archived upstream:
 * this file and `panel/controls.ts`, which makes the elements, are all that knows of it.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption());
}
