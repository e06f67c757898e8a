import type { Disposable, Event, Uri } from 'vscode';
import type { Diagnosis } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import type { RunSummary } from '../../runs/listRuns';

/** A run with all of its events, followed while it is live. */
export interface LoadedRun {
  readonly id: string;
  readonly folder: string;
  readonly view: RunView;
  /** Of the run so far; only divergence is told before a tenth of it is done. */
  readonly diagnosis: Diagnosis;
}

/** `listed`: the list itself is another one; the others name one run. */
export type RunChange =
  | { readonly kind: 'listed' }
  | { readonly kind: 'progressed'; readonly run: LoadedRun }
  | { readonly kind: 'ended'; readonly run: LoadedRun };

export interface StartRequest {
  readonly config: Uri;
  /** The run whose advice was applied, when this one is to show whether it helped. */
  readonly follows?: { readonly run: string; readonly remedies: readonly string[] };
}

/**
 * The runs of all workspace folders (`.fitscope/runs` beside each config), whoever started them:
 * this window, the command line or a script. Past runs are summaries until somebody loads them.
 */
export interface RunLibrary extends Disposable {
  readonly onDidChange: Event<RunChange>;
  /** Newest first. */
  list(): readonly RunSummary[];
  /** The newest run that was started from a config; undefined when there is none. */
  latestOf(config: Uri): RunSummary | undefined;
  /** The run with its events; rejects with `RunFolderError` when its folder cannot be read. */
  load(id: string): Promise<LoadedRun>;
  /** Runs whose trainer is at work, newest first. */
  live(): readonly LoadedRun[];
  /**
   * Checks the config and starts a run; gives its id once the run folder is there. Rejects with
   * `CannotStart` (a sentence for people) for an untrusted workspace or a config with errors.
   */
  start(request: StartRequest): Promise<string>;
  /** Starts a learning-rate range test; gives the id of its run, and of a longer one that follows. */
  testRange(config: Uri, onLonger: (run: string) => void): Promise<string>;
  /** Asks a live run to stop; says nothing when it has ended by itself. */
  stop(id: string): void;
  /** Moves the folder of an ended run to the trash; `forever` where the file system has none. */
  remove(id: string, how?: 'trash' | 'forever'): Promise<void>;
  /** Looks again for configs and runs; resolves when the list is up to date. */
  refresh(): Promise<void>;
}
