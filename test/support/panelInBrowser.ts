import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { panelHtml } from '../../src/extension/panel/panelHtml';
import type { FromPanel, ToPanel } from '../../src/protocol/panelMessages';
import type { FromSweepPanel, ToSweepPanel } from '../../src/protocol/sweepMessages';
import { toWire } from '../../src/protocol/wire';
import { editorStyles, editorThemes, type EditorThemeName } from './editorThemes';

export interface PanelOptions {
  readonly theme?: EditorThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the page remembered the last time. */
  readonly remembered?: unknown;
  readonly context?: BrowserContextOptions;
}

export interface PanelInBrowser<To = ToPanel, From = FromPanel> {
  readonly page: Page;
  /** Console errors and warnings, exceptions and requests for anything but the panel's own files. */
  readonly wrong: readonly string[];
  post(message: To): Promise<void>;
  /** What the panel has sent so far. */
  sent(): Promise<readonly From[]>;
  remembered(): Promise<unknown>;
  /** Two frames: what was posted has been drawn. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/** The real page of the panel with its real policy, from disk, with an editor that is imitated. */
export class PanelWorkshop<To = ToPanel, From = FromPanel> {
  private readonly folder = mkdtempSync(join(tmpdir(), 'fitscope-panel-'));

  static create(browser: Browser): Promise<PanelWorkshop> {
    return PanelWorkshop.make(browser, 'webview/panel.ts');
  }

  /** The page of the sweep view. */
  static createSweep(browser: Browser): Promise<PanelWorkshop<ToSweepPanel, FromSweepPanel>> {
    return PanelWorkshop.make(browser, 'webview/sweep.ts');
  }

  private static async make<To, From>(
    browser: Browser,
    entry: string,
  ): Promise<PanelWorkshop<To, From>> {
    const workshop = new PanelWorkshop<To, From>(browser);
    await build({
      entryPoints: [entry],
      bundle: true,
      platform: 'browser',
      target: 'es2022',
      format: 'iife',
      minify: true,
      loader: { '.css': 'text' },
      logLevel: 'warning',
      outfile: join(workshop.folder, 'panel.js'),
    });
    return workshop;
  }

  private constructor(private readonly browser: Browser) {}

  async open(options: PanelOptions = {}): Promise<PanelInBrowser<To, From>> {
    const { theme = 'Default Light Modern', width = 1400, height = 900 } = options;
    const html = panelHtml({
      cspSource: 'https://*.vscode-cdn.net',
      nonce: 'bm9uY2U',
      scriptUri: 'panel.js',
    });
    const file = join(this.folder, 'panel.html');
    writeFileSync(file, html);
    const context = await this.browser.newContext({
      viewport: { width, height },
      ...options.context,
    });
    const page = await context.newPage();
    const own = pathToFileURL(this.folder).href;
    const wrong: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('request', (request) => {
      if (!request.url().startsWith(own)) wrong.push(request.url());
    });
    // tsx wraps the names of functions in a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named');
    await page.addInitScript(imitateEditor, {
      theme: editorThemes[theme],
      styles: editorStyles,
      remembered: options.remembered,
    });
    await page.goto(pathToFileURL(file).href);
    const settled = (): Promise<void> => page.evaluate(twoFrames);
    return {
      page,
      wrong,
      settled,
      post: (message) => page.evaluate((text) => postMessage(text, '*'), toWire(message)),
      sent: () => page.evaluate(() => (window as unknown as Imitated).sent as From[]),
      remembered: () => page.evaluate(() => (window as unknown as Imitated).state),
      close: () => context.close(),
    };
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

interface Imitated {
  sent: unknown[];
  state: unknown;
}

/** Runs in the page before its own script. */
function imitateEditor(given: {
  theme: { bodyClass: string; variables: Record<string, string> };
  styles: string;
  remembered: unknown;
}): void {
  const page = window as unknown as Imitated & { acquireVsCodeApi: () => unknown };
  page.sent = [];
  page.state = given.remembered;
  page.acquireVsCodeApi = () => ({
    postMessage: (message: unknown) => page.sent.push(structuredClone(message)),
    getState: () => page.state,
    setState: (state: unknown) => (page.state = structuredClone(state)),
  });
  // Before the page's own script runs, as in the editor.
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    for (const [name, value] of Object.entries(given.theme.variables))
      document.documentElement.style.setProperty(name, value);
    document.body.className = given.theme.bodyClass;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@layer editor { ${given.styles} }`);
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  }).observe(document, { childList: true, subtree: true });
}

function twoFrames(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}
