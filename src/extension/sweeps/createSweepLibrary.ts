import {
  Disposable,
  EventEmitter,
  Uri,
  workspace,
  type Event,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import type { SweepPlan } from '../../protocol/sweep';
import { isDriven } from './isDriven';
import type { LoadedSweep, SweepChange, SweepLibrary, SweepStart } from './sweepLibrary';
import type { SweepShelf } from './sweepShelf';

export interface SweepLibraryParts {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
}

export function createSweepLibrary(parts: SweepLibraryParts): SweepLibrary {
  return new WindowSweeps(parts);
}

/** The sweeps of this window: a shelf that is opened when it is first needed, and what moves it. */
class WindowSweeps implements SweepLibrary {
  private readonly changes = new EventEmitter<SweepChange>();
  private shelf: SweepShelf | undefined;
  private opening: Promise<SweepShelf> | undefined;
  private outFolders: readonly string[] = [];
  /** Of sweeps started here; they stay in sight when their config is closed. */
  private readonly ownFolders = new Set<string>();
  private readonly starting = new Set<string>();
  readonly onDidChange: Event<SweepChange> = this.changes.event;

  constructor(private readonly parts: SweepLibraryParts) {}

  list(): readonly LoadedSweep[] {
    return this.shelf?.list() ?? [];
  }

  get(id: string): LoadedSweep | undefined {
    return this.shelf?.get(id);
  }

  trials(): ReadonlySet<string> {
    return this.shelf?.trials() ?? new Set();
  }

  async look(outFolders: readonly string[]): Promise<void> {
    this.outFolders = outFolders;
    const shelf = await this.open();
    shelf.look([...new Set([...outFolders, ...this.ownFolders])]);
  }

  async start(request: SweepStart): Promise<string> {
    const { startSweep } = await import('./startSweep');
    const path = request.config.fsPath;
    return this.once(path, async () => {
      const shelf = await this.open();
      const { id, outFolder } = await startSweep(request, { ...this.parts, shelf });
      this.ownFolders.add(outFolder);
      await this.look(this.outFolders);
      return id;
    });
  }

  async resume(id: string): Promise<void> {
    const { view } = this.wanted(id);
    if (view.state === 'paused') return this.ask(id, 'go_on');
    if (view.state === 'running') return;
    const { resumeSweep } = await import('./startSweep');
    await this.once(id, () => resumeSweep(this.wanted(id), this.parts));
    this.shelf?.refresh();
  }

  ask(id: string, what: 'stop' | 'pause' | 'go_on', trial?: number): void {
    const sweep = this.wanted(id);
    void import('./steerSweep').then(({ steerSweep }) => {
      try {
        steerSweep(sweep, what, trial);
      } catch (error) {
        this.parts.log.error(error instanceof Error ? error : String(error));
      }
    });
  }

  async extend(id: string, plan: SweepPlan): Promise<void> {
    const { extendSweep } = await import('./steerSweep');
    const needsStart = await extendSweep(() => this.now(id), plan);
    if (!needsStart) return;
    const { resumeSweep } = await import('./startSweep');
    await this.once(id, () => resumeSweep(this.wanted(id), this.parts));
    this.shelf?.refresh();
  }

  async remove(id: string, how: 'trash' | 'forever' = 'trash'): Promise<void> {
    const { folder, view } = this.wanted(id);
    if (isDriven(view.state))
      throw new Error(`${view.record.name} is at work; stop it before deleting it.`);
    const options = { recursive: true, useTrash: how === 'trash' };
    await workspace.fs.delete(Uri.file(folder), options);
    await this.look(this.outFolders);
  }

  dispose(): void {
    this.shelf?.close();
    Disposable.from(this.changes).dispose();
  }

  private now(id: string): LoadedSweep {
    this.shelf?.refresh();
    return this.wanted(id);
  }

  private wanted(id: string): LoadedSweep {
    const sweep = this.get(id);
    if (!sweep) throw new Error(`There is no sweep "${id}" in this window.`);
    return sweep;
  }

  /** A second click while the first is at work does nothing more. */
  private async once<T>(key: string, act: () => Promise<T>): Promise<T> {
    const { CannotStart } = await import('../runs/cannotStart');
    if (this.starting.has(key)) throw new CannotStart('This sweep is being started already.');
    this.starting.add(key);
    try {
      return await act();
    } finally {
      this.starting.delete(key);
    }
  }

  private open(): Promise<SweepShelf> {
    this.opening ??= import('./openSweepShelf').then(({ openSweepShelf }) => {
      this.shelf = openSweepShelf({
        changed: (change) => this.changes.fire(change),
        noticed: (problem) => this.parts.log.warn(problem),
      });
      return this.shelf;
    });
    return this.opening;
  }
}
