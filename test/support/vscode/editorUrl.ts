import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';

export interface UrlOptions {
  /** Absolute path of the folder of an extension under development. */
  readonly development?: string;
  /** Absolute path of a CommonJS file that exports `run()`; started in the extension host. */
  readonly tests?: string;
}

/** The address of a window on a folder; undefined for an empty window. */
export function editorUrl(port: number, folder: string | undefined, options: UrlOptions): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${port}${path}`;
  const payload = [
    ['skipWelcome', 'true'],
    ...(options.development ? [['extensionDevelopmentPath', remote(options.development)]] : []),
    ...(options.tests ? [['extensionTestsPath', remote(options.tests)]] : []),
  ];
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', folder);
  url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * Themes that lie below an extension under development are taken for its own, and the first of them is
 * put on: when the editor itself lies below it, the extension is opened through a link in `home`.
 */
export function extensionAwayFrom(
  editor: string,
  development: string | undefined,
  home: string,
): Pick<UrlOptions, 'development'> {
  if (development === undefined) return {};
  if (!editor.startsWith(development + sep)) return { development };
  const link = join(home, 'development', basename(development));
  mkdirSync(dirname(link), { recursive: true });
  if (!existsSync(link)) symlinkSync(development, link, 'junction');
  return { development: link };
}
