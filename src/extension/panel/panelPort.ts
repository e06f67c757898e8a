import type { Comparison } from '../../protocol/comparison';
import type { ToPanel } from '../../protocol/panelMessages';
import type { RunView } from '../../protocol/runView';
import type { RunSummary } from '../../runs/listRuns';
import type { LoadedRun } from '../runs/runLibrary';

/** What the panel's handler needs of the world; a test has one without an editor. */
export interface PanelPort {
  /** To the webview; lost when it is hidden. */
  post(message: ToPanel): void;
  /** Newest first. */
  list(): readonly RunSummary[];
  /** Looks for runs; after a reload of the window the list is empty until this resolves. */
  refresh(): Promise<void>;
  /** Rejects with a sentence for people when the run cannot be read. */
  load(run: string): Promise<LoadedRun>;
  stop(run: string): void;
  /** Writes a remedy into the config; rejects with a sentence for people. */
  apply(run: string, remedy: string): Promise<void>;
  /** Whether anything may be started in this workspace. */
  mayStart(): boolean;
  /** Starts a run's config again and gives the new run's id; rejects with a sentence for people. */
  start(run: LoadedRun, remedies: readonly string[]): Promise<string>;
  openConfig(run: LoadedRun, path?: string): Promise<void>;
  /** The text of a run's config as it is now, unsaved changes too; undefined when it is gone. */
  configNow(run: LoadedRun): Promise<string | undefined>;
  /** The text that the run was started with; empty when its copy is gone. */
  configOfRun(run: LoadedRun): string;
  compare(before: RunView, after: RunView): Comparison;
  log(problem: string): void;
}
