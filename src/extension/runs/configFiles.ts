import {
  Disposable,
  EventEmitter,
  RelativePattern,
  workspace,
  type Event,
  type TextDocument,
  type Uri,
} from 'vscode';
import { isConfigFile } from '../../config/configLanguage';

const pattern = '**/*.fit.{yaml,yml,json,jsonc}';
const atMost = 1000;

/** The configs of all workspace folders, and those that are open from elsewhere. */
export class ConfigFiles implements Disposable {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<void>());
  private found: readonly Uri[] | undefined;
  private searching: Promise<readonly Uri[]> | undefined;
  readonly onDidChange: Event<void> = this.changes.event;

  constructor() {
    const watcher = this.own(workspace.createFileSystemWatcher(pattern, false, true));
    const search = () => void this.refresh();
    this.own(watcher.onDidCreate(search));
    this.own(watcher.onDidDelete(search));
    this.own(workspace.onDidChangeWorkspaceFolders(search));
    this.own(workspace.onDidOpenTextDocument((document) => this.hear(document)));
    this.own(workspace.onDidCloseTextDocument((document) => this.hear(document)));
  }

  /** False until they were searched for the first time. */
  get isKnown(): boolean {
    return this.found !== undefined;
  }

  /** As found the last time; by path. */
  list(): readonly Uri[] {
    const uris = new Map((this.found ?? []).map((uri) => [uri.fsPath, uri]));
    for (const { uri } of workspace.textDocuments) if (isConfig(uri)) uris.set(uri.fsPath, uri);
    return [...uris.values()].sort((a, b) => (a.fsPath < b.fsPath ? -1 : 1));
  }

  /** Searches again; callers that come meanwhile get the same search. */
  async refresh(): Promise<void> {
    this.searching ??= search();
    try {
      const before = this.found;
      this.found = await this.searching;
      if (textOf(before) !== textOf(this.found)) this.changes.fire();
    } finally {
      this.searching = undefined;
    }
  }

  dispose(): void {
    Disposable.from(...this.owned).dispose();
  }

  private hear({ uri }: TextDocument): void {
    if (isConfig(uri) && workspace.getWorkspaceFolder(uri) === undefined) this.changes.fire();
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}

async function search(): Promise<readonly Uri[]> {
  const folders = workspace.workspaceFolders ?? [];
  const uris = await Promise.all(
    folders.map((folder) =>
      workspace.findFiles(new RelativePattern(folder, pattern), '**/node_modules/**', atMost),
    ),
  );
  return uris.flat().filter(isConfig);
}

function isConfig(uri: Uri): boolean {
  return uri.scheme === 'file' && isConfigFile(uri.fsPath) && !isCopyOfRun(uri);
}

/** A run folder may hold anything; a config in it is a run's past, not something to start. */
function isCopyOfRun(uri: Uri): boolean {
  return /[\\/]\.fitscope[\\/]/.test(uri.fsPath);
}

function textOf(uris: readonly Uri[] | undefined): string {
  return uris?.map(String).sort().join('\n') ?? 'unknown';
}
