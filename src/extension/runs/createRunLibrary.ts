import { dirname, join } from 'node:path';
import {
  Disposable,
  EventEmitter,
  Uri,
  window,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import type { RunSummary } from '../../runs/listRuns';
import { CannotStart } from './cannotStart';
import type { SweepLibrary } from '../sweeps/sweepLibrary';
import type { ConfigFiles } from './configFiles';
import { isPlainRun, isRunOf } from './isRunOf';
import { RunFiles } from './runFiles';
import type { LoadedRun, RunChange, RunLibrary, StartRequest } from './runLibrary';
import type { RunShelf } from './runShelf';

export interface RunLibraryParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly configs: ConfigFiles;
  /** They take the runs that are their trials. */
  readonly sweeps: Pick<SweepLibrary, 'look' | 'trials' | 'onDidChange'>;
}

/** Begins to look for runs at once, without keeping the caller. */
export function createRunLibrary(parts: RunLibraryParts): RunLibrary {
  return new WindowRuns(parts);
}

/** The runs of this window: a shelf that is opened when it is first needed, and what moves it. */
class WindowRuns implements RunLibrary {
  private readonly owned: Disposable[] = [];
  private readonly changes = this.own(new EventEmitter<RunChange>());
  private readonly files = this.own(new RunFiles());
  private readonly starting = new Set<string>();
  private shelf: RunShelf | undefined;
  private opening: Promise<RunShelf> | undefined;
  readonly onDidChange: Event<RunChange> = this.changes.event;

  constructor(private readonly parts: RunLibraryParts) {
    this.own(this.files.onDidChange(() => void this.look()));
    this.own(parts.configs.onDidChange(() => void this.look()));
    this.own(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) this.shelf?.refresh();
      }),
    );
    this.own(workspace.onDidGrantWorkspaceTrust(() => this.shelf?.refresh()));
    setImmediate(() => void this.refresh());
  }

  list(): readonly RunSummary[] {
    return this.shelf?.list() ?? [];
  }

  latestOf(config: Uri): RunSummary | undefined {
    return this.list().find((run) => isPlainRun(run) && isRunOf(run, config.fsPath));
  }

  async load(id: string): Promise<LoadedRun> {
    return (await this.open()).load(id);
  }

  live(): readonly LoadedRun[] {
    return this.shelf?.live() ?? [];
  }

  async start(request: StartRequest): Promise<string> {
    const { context, log } = this.parts;
    const path = request.config.fsPath;
    if (this.starting.has(path)) throw new CannotStart('This config is being started already.');
    this.starting.add(path);
    try {
      const shelf = await this.open();
      const { startRun } = await import('./startRun');
      return await startRun(request, { shelf, context, log });
    } finally {
      this.starting.delete(path);
    }
  }

  async testRange(config: Uri, onLonger: (run: string) => void): Promise<string> {
    const { context, log } = this.parts;
    const shelf = await this.open();
    const { startRangeTest } = await import('../sweeps/startRangeTest');
    return startRangeTest(config, { shelf, context, log }, onLonger);
  }

  stop(id: string): void {
    this.shelf?.stop(id);
  }

  async remove(id: string, how: 'trash' | 'forever' = 'trash'): Promise<void> {
    const shelf = await this.open();
    const { folder, name } = shelf.summaryOf(id);
    if (shelf.isLive(id)) throw new Error(`${name} is being trained; stop it before deleting it.`);
    const options = { recursive: true, useTrash: how === 'trash' };
    await workspace.fs.delete(Uri.file(folder), options);
    shelf.refresh();
  }

  async refresh(): Promise<void> {
    await this.parts.configs.refresh();
    await this.look();
  }

  dispose(): void {
    this.shelf?.close();
    Disposable.from(...this.owned).dispose();
  }

  /** Where runs may be: beside every config, and wherever the workspace already holds some. */
  private async look(): Promise<void> {
    try {
      const held = await this.files.outFolders();
      const beside = this.parts.configs.list().map(({ fsPath }) => dirname(fsPath));
      const shelf = await this.open();
      const outFolders = [...beside.map((folder) => join(folder, '.fitscope')), ...held];
      this.files.follow(outFolders);
      await this.parts.sweeps.look([...new Set(outFolders)]);
      shelf.look(outFolders);
    } catch (error) {
      this.parts.log.error(error instanceof Error ? error : String(error));
    }
  }

  private open(): Promise<RunShelf> {
    this.opening ??= import('./openShelf').then(({ openShelf }) => {
      const { log } = this.parts;
      const listener = {
        changed: (change: RunChange) => this.changes.fire(change),
        noticed: (problem: string) => log.warn(problem),
      };
      const { sweeps } = this.parts;
      this.shelf = openShelf(
        listener,
        () => workspace.isTrusted,
        () => sweeps.trials(),
      );
      return this.shelf;
    });
    return this.opening;
  }

  private own<T extends Disposable>(part: T): T {
    this.owned.push(part);
    return part;
  }
}
