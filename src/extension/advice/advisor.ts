import type { Disposable, Event, TextDocument, Uri } from 'vscode';
import type { Finding, Remedy } from '../../protocol/finding';
import type { LoadedRun } from '../runs/runLibrary';
import type { CrashProblem } from './crashProblem';

/** A finding that still holds for a config: the value it speaks of is the one that was run. */
export interface StandingFinding {
  readonly run: string;
  readonly finding: Finding;
  /** Characters of the value, or of the nearest key that is there, in the document as it is now. */
  readonly span: { readonly start: number; readonly end: number };
}

/** Findings of each config's latest run, as long as nobody has edited the values they speak of. */
export interface Advisor extends Disposable {
  /** Tells the config whose findings are others now. */
  readonly onDidChange: Event<Uri>;
  standing(document: TextDocument): readonly StandingFinding[];
  /** Why its latest run crashed, at the value to blame, as long as that value is the same. */
  crash(document: TextDocument): CrashProblem | undefined;
  /** The newest ended run of an open config; undefined when there is none or it is being read. */
  latest(config: Uri): LoadedRun | undefined;
  /**
   * Writes a remedy into its config, with the other remedies of its finding, which belong together:
   * one minimal edit, undone by one undo, not saved. Rejects with `CannotApply` (a sentence for
   * people) when a value is no longer the one that the advice started from, or cannot be edited.
   */
  apply(run: string, remedy: Remedy['id']): Promise<void>;
}
