import themes from './editorThemes.json';

/** What VS Code 1.100 gives a webview's page in each of its own themes: variables and a class. */
export interface EditorTheme {
  readonly bodyClass: string;
  readonly variables: Readonly<Record<string, string>>;
}

export type EditorThemeName = keyof typeof themes;

export const editorThemes: Readonly<Record<EditorThemeName, EditorTheme>> = themes;

/** The part of the style that VS Code puts into every webview which touches our elements. */
export const editorStyles = `
body {
  overscroll-behavior-x: none;
  background-color: transparent;
  color: var(--vscode-editor-foreground);
  font-family: var(--vscode-font-family);
  font-size: var(--vscode-font-size);
  margin: 0;
  padding: 0 20px;
}
a, a code { color: var(--vscode-textLink-foreground); }
code {
  font-family: var(--monaco-monospace-font);
  color: var(--vscode-textPreformat-foreground);
  background-color: var(--vscode-textPreformat-background);
  padding: 1px 3px;
  border-radius: 4px;
}`;
