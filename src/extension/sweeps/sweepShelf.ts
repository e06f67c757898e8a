import { sweepFolders } from '../../runs/listSweeps';
import { RunFolderError } from '../../runs/runFolderError';
import { SweepReader } from '../../runs/sweepReader';
import type { Clock } from '../runs/clock';
import { isDriven } from './isDriven';
import type { LoadedSweep, SweepChange } from './sweepLibrary';

export interface SweepListener {
  changed(change: SweepChange): void;
  /** Something that could not be read, a sentence for the log; the same one only once. */
  noticed(problem: string): void;
}

/** Milliseconds between two looks at a sweep that is driven; it is three times asking a file's size. */
const lookEvery = 250;

/** The sweeps of some out folders: listed, and followed while somebody drives them. */
export class SweepShelf {
  private readonly readers = new Map<string, SweepReader>();
  private readonly loaded = new Map<string, LoadedSweep>();
  private readonly runIds = new Set<string>();
  private readonly told = new Set<string>();
  private sorted: readonly LoadedSweep[] = [];
  private cancelLook: (() => void) | undefined;

  constructor(
    private readonly listener: SweepListener,
    private readonly clock: Clock,
  ) {}

  /** Which out folders (each holds a folder `sweeps`) to look into. */
  look(outFolders: readonly string[]): void {
    const folders = new Set(
      outFolders.flatMap((out) => this.attempt(() => sweepFolders(out)) ?? []),
    );
    let isOther = false;
    for (const folder of this.readers.keys()) {
      if (folders.has(folder)) continue;
      this.forget(folder);
      isOther = true;
    }
    for (const folder of folders) {
      if (this.readers.has(folder)) continue;
      const reader = this.attempt(() => new SweepReader(folder));
      if (!reader) continue;
      this.readers.set(folder, reader);
      this.take(folder, reader);
      isOther = true;
    }
    if (isOther) this.sort();
    this.refresh();
    if (isOther) this.listener.changed({ kind: 'listed' });
  }

  /** Newest first. */
  list(): readonly LoadedSweep[] {
    return this.sorted;
  }

  get(id: string): LoadedSweep | undefined {
    return this.sorted.find((sweep) => sweep.id === id);
  }

  trials(): ReadonlySet<string> {
    return this.runIds;
  }

  /** Reads what is new of all of them. */
  refresh(): void {
    for (const [folder, reader] of this.readers) this.read(folder, reader);
    this.lookAgain();
  }

  close(): void {
    this.cancelLook?.();
    this.readers.clear();
  }

  private lookAgain(): void {
    if (this.cancelLook) return;
    if (![...this.readers.values()].some(({ view }) => isDriven(view.state))) return;
    this.cancelLook = this.clock.later(lookEvery, () => {
      this.cancelLook = undefined;
      this.refresh();
    });
  }

  private read(folder: string, reader: SweepReader): void {
    const before = reader.view.state;
    const isOther = this.attempt(() => reader.update());
    if (isOther === undefined) {
      this.forget(folder);
      this.sort();
      return this.listener.changed({ kind: 'listed' });
    }
    if (!isOther) return;
    const sweep = this.take(folder, reader);
    this.sort();
    this.listener.changed({ kind: 'progressed', sweep });
    if (reader.view.state !== before) this.listener.changed({ kind: 'listed' });
  }

  private take(folder: string, { view }: SweepReader): LoadedSweep {
    const sweep = { id: view.record.id, folder, view };
    this.loaded.set(folder, sweep);
    for (const { run } of view.trials) if (run !== null) this.runIds.add(run);
    return sweep;
  }

  private forget(folder: string): void {
    const gone = this.loaded.get(folder);
    for (const { run } of gone?.view.trials ?? []) if (run !== null) this.runIds.delete(run);
    this.loaded.delete(folder);
    this.readers.delete(folder);
  }

  private sort(): void {
    const created = ({ view }: LoadedSweep): string => view.record.created;
    this.sorted = [...this.loaded.values()].sort((a, b) => (created(a) < created(b) ? 1 : -1));
  }

  private attempt<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error;
      if (!this.told.has(error.message)) this.listener.noticed(error.message);
      this.told.add(error.message);
      return undefined;
    }
  }
}
