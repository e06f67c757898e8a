import type { Browser } from 'playwright-core';
import { launchChromium } from '../chromium';
import { EditorPage, type Size } from './editorPage';
import { startEditorServer, type EditorServer, type ServerOptions } from './editorServer';

const pages = new Set<EditorPage>();
const servers = new Map<string, Promise<EditorServer>>();
let browser: Promise<Browser> | undefined;

/** The one browser of this mocha run. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}

/** The server of this mocha run with these options; started when first asked for. */
export function sharedServer(options: ServerOptions): Promise<EditorServer> {
  const key = JSON.stringify(options);
  const there = servers.get(key);
  if (there !== undefined) return there;
  const server = startEditorServer(options);
  servers.set(key, server);
  return server;
}

/** A new window on a server; closed at the end of the run when its test did not. */
export async function newWindow(options: ServerOptions, size?: Size): Promise<EditorPage> {
  const [server, shared] = await Promise.all([sharedServer(options), sharedBrowser()]);
  const page = await EditorPage.create(shared, server, size);
  pages.add(page);
  return page;
}

// Read once, at the top of a test file: this is mocha's root hook, after the last test of all files.
after(async function () {
  this.timeout(30_000);
  await (await browser)?.close();
  for (const server of servers.values()) {
    await server.then(
      (started) => started.stop(),
      () => undefined,
    );
  }
});
