import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import type { EditorServer } from './editorServer';
import type { UrlOptions } from './editorUrl';
import { clickCodeLens, codeLenses } from './page/codeLenses';
import { chooseFromMenu, openContextMenu } from './page/contextMenu';
import { answerDialog, dialog } from './page/dialog';
import { editorText, save, undo } from './page/editorText';
import { eventually, patience } from './page/eventually';
import { reportFailure } from './page/failureReport';
import { hoverAt } from './page/hover';
import { answerNotification, notifications } from './page/notifications';
import { waitForNotification } from './page/notifications';
import { outputLines } from './page/output';
import { offeredCommands, openFile, runCommand } from './page/palette';
import { problems } from './page/problems';
import { closeQuickInput, fillQuickInput, pickQuickInput, quickInputRows } from './page/quickInput';
import { applyQuickFix, quickFixesAt } from './page/quickFix';
import { reloadWindow } from './page/reload';
import { statusBarItem, statusBarItems } from './page/statusBar';
import { chooseSuggestion, suggestions } from './page/suggestions';
import { closeTab, switchTab, tabs } from './page/tabs';
import { clickText, focusEditor, placeOf, selectText } from './page/textPlace';
import { answerTrust, grantTrust, trustState } from './page/trust';
import { setTheme } from './page/theme';
import { clickRowAction, clickViewWelcome, openView, toggleTreeRow } from './page/views';
import { treeRow, treeRows, viewWelcome } from './page/views';
import { webviewFrame, webviewTitles } from './page/webviewFrame';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * A window of the editor and the hands of who sits before it. Every method waits until what it needs is
 * there; a failure names what was waited for and leaves a picture in `.cache/vscode-failures/`.
 */
export class EditorPage {
  private readonly heard: string[] = [];

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly server: EditorServer,
  ) {
    page.setDefaultTimeout(patience);
    page.on('console', (message) => this.heard.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => this.heard.push(`thrown: ${error.message}`));
  }

  /** A new window without any state of others. Nothing but this machine can be reached from it. */
  static async create(
    browser: Browser,
    server: EditorServer,
    size: Size = { width: 1400, height: 900 },
  ): Promise<EditorPage> {
    server.resetSettings();
    const context = await browser.newContext({
      viewport: size,
      permissions: ['clipboard-read', 'clipboard-write'],
      // A port where nobody listens: what is meant for other machines fails at once.
      proxy: { server: 'http://127.0.0.1:9', bypass: '127.0.0.1' },
    });
    // The loader of the tests wraps named functions in a call that pages do not know.
    await context.addInitScript('globalThis.__name ??= (named) => named');
    return new EditorPage(await context.newPage(), context, server);
  }

  /** Opens a folder (undefined: an empty window) and waits for the workbench. */
  open(folder: string | undefined, options: UrlOptions = {}): Promise<void> {
    return this.act(`Opening ${folder ?? 'an empty window'}`, async () => {
      await this.page.goto(this.server.url(folder, options));
      await this.waitForWorkbench();
    });
  }

  reload(): Promise<void> {
    return this.act('Reloading the window', async () => {
      await reloadWindow(this.page);
      await this.waitForWorkbench();
    });
  }

  close(): Promise<void> {
    return this.context.close();
  }

  resize(width: number, height: number): Promise<void> {
    return this.act(`Resizing to ${width} x ${height}`, () =>
      this.page.setViewportSize({ width, height }),
    );
  }

  screenshot(file: string): Promise<void> {
    return this.act('Taking a picture', async () => {
      await this.page.screenshot({ path: file, animations: 'disabled' });
    });
  }

  /** Waits for anything that `look` finds; a failure leaves a picture. */
  until<T>(
    what: string,
    look: () => Promise<T | undefined | false>,
    milliseconds = patience,
  ): Promise<T> {
    return this.act('Waiting', () => eventually(what, look, milliseconds));
  }

  /** The frame with the extension's own HTML; a webview shown again has a new one. */
  webviewFrame(title: string): Promise<Frame> {
    return this.act(`Looking for the webview ${title}`, () => webviewFrame(this.page, title));
  }

  /** For clicking, hovering and waiting. */
  treeRow(view: string, label: string): Locator {
    return treeRow(this.page, view, label);
  }

  /** For clicking and waiting. */
  statusBarItem(text: string): Locator {
    return statusBarItem(this.page, text);
  }

  // What each does stands in its own file below `page/`.
  readonly setTheme = this.hand('Choosing the theme', setTheme);
  readonly openFile = this.hand('Opening the file', openFile);
  readonly runCommand = this.hand('Running the command', runCommand);
  readonly offeredCommands = this.hand('Asking the palette for', offeredCommands);
  readonly quickInputRows = this.hand('Reading the quick input', quickInputRows);
  readonly fillQuickInput = this.hand('Typing into the quick input', fillQuickInput);
  readonly pickQuickInput = this.hand('Picking', pickQuickInput);
  readonly closeQuickInput = this.hand('Closing the quick input', closeQuickInput);

  readonly editorText = this.hand('Reading the text', editorText);
  readonly focusEditor = this.hand('Focusing the editor', focusEditor);
  readonly placeOf = this.hand('Looking for the text', placeOf);
  readonly clickText = this.hand('Clicking on the text', clickText);
  readonly selectText = this.hand('Selecting the text', selectText);
  readonly undo = this.hand('Undoing', undo);
  readonly save = this.hand('Saving', save);
  readonly suggestions = this.hand('Asking for completions', suggestions);
  readonly chooseSuggestion = this.hand('Choosing the completion', chooseSuggestion);

  readonly codeLenses = this.hand('Reading CodeLenses', codeLenses);
  readonly clickCodeLens = this.hand('Clicking the CodeLens', clickCodeLens);
  readonly hoverAt = this.hand('Hovering over', hoverAt);
  readonly quickFixesAt = this.hand('Asking for quick fixes at', quickFixesAt);
  readonly applyQuickFix = this.hand('Applying the quick fix', applyQuickFix);
  readonly problems = this.hand('Reading Problems', problems);

  readonly tabs = this.hand('Reading the tabs', tabs);
  readonly switchTab = this.hand('Switching to the tab', switchTab);
  readonly closeTab = this.hand('Closing the tab', closeTab);
  readonly webviewTitles = this.hand('Reading the titles of webviews', webviewTitles);
  readonly outputLines = this.hand('Reading the output channel', outputLines);

  readonly openView = this.hand('Opening the view container', openView);
  readonly treeRows = this.hand('Reading the view', treeRows);
  readonly toggleTreeRow = this.hand('Unfolding a row of', toggleTreeRow);
  readonly clickRowAction = this.hand('Pressing an icon in', clickRowAction);
  readonly viewWelcome = this.hand('Reading the welcome of', viewWelcome);
  readonly clickViewWelcome = this.hand('Pressing a button in', clickViewWelcome);
  readonly openContextMenu = this.hand('Opening the context menu', openContextMenu);
  readonly chooseFromMenu = this.hand('Choosing from the menu', chooseFromMenu);

  readonly statusBarItems = this.hand('Reading the status bar', statusBarItems);
  readonly notifications = this.hand('Reading notifications', notifications);
  readonly waitForNotification = this.hand('Waiting for a notification', waitForNotification);
  readonly answerNotification = this.hand('Answering the notification', answerNotification);
  readonly dialog = this.hand('Reading the dialog', dialog);
  readonly answerDialog = this.hand('Answering the dialog', answerDialog);
  readonly trustState = this.hand('Reading the state of trust', trustState);
  readonly answerTrust = this.hand('Answering the question of trust', answerTrust);
  readonly grantTrust = this.hand('Granting trust', grantTrust);

  private async waitForWorkbench(): Promise<void> {
    const { page } = this;
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor();
    // The remote indicator names its target only when the extension host's side is connected.
    await page.locator('.part.activitybar .action-item').first().waitFor();
  }

  private hand<A extends readonly unknown[], R>(
    what: string,
    work: (page: Page, ...args: A) => Promise<R>,
  ): (...args: A) => Promise<R> {
    return (...args) => {
      const named = args.filter((arg) => typeof arg === 'string').map((arg) => `"${arg}"`);
      return this.act([what, ...named].join(' '), () => work(this.page, ...args));
    };
  }

  private async act<T>(what: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw await reportFailure(this.page, what, error, this.heard);
    }
  }
}
