import type { Disposable, Event, Uri } from 'vscode';
import type { ScanKind, SweepPlan } from '../../protocol/sweep';
import type { SweepView } from '../../protocol/sweepView';

/** A sweep with all of its trials in short. */
export interface LoadedSweep {
  readonly id: string;
  readonly folder: string;
  readonly view: SweepView;
}

/** `listed`: the list or a state is another one; `progressed`: trials of one sweep are. */
export type SweepChange =
  { readonly kind: 'listed' } | { readonly kind: 'progressed'; readonly sweep: LoadedSweep };

export interface SweepStart {
  readonly config: Uri;
  readonly plan: SweepPlan;
  readonly scan?: ScanKind;
}

/** The sweeps of all workspace folders (`.fitscope/sweeps` beside each config), whoever drives them. */
export interface SweepLibrary extends Disposable {
  readonly onDidChange: Event<SweepChange>;
  /** Newest first. */
  list(): readonly LoadedSweep[];
  get(id: string): LoadedSweep | undefined;
  /** Ids of the runs that are trials of a sweep in the list. */
  trials(): ReadonlySet<string>;
  /** Looks into these out folders; resolves when the list is up to date. */
  look(outFolders: readonly string[]): Promise<void>;
  /**
   * Makes a sweep and starts who drives it; gives its id. Rejects with `CannotStart` for a workspace
   * without trust, a config with errors, and a config that has a sweep at work.
   */
  start(request: SweepStart): Promise<string>;
  /** Starts what has not finished again, of a sweep that nobody drives; or ends a pause. */
  resume(id: string): Promise<void>;
  /** Of one trial, or of all that are at work. */
  ask(id: string, what: 'stop' | 'pause' | 'go_on', trial?: number): void;
  /** Another number of trials or other ranges: at once where it runs, else by a resume. */
  extend(id: string, plan: SweepPlan): Promise<void>;
  /** Takes the folder of a sweep that nobody drives away; its runs stay. */
  remove(id: string, how?: 'trash' | 'forever'): Promise<void>;
}
