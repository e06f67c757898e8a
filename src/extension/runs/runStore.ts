import type { Diagnosis } from '../../protocol/finding';
import type { RunView } from '../../protocol/runView';
import type { RunList, RunSummary } from '../../runs/listRuns';

/** What the shelf needs of the disk, of foreign processes and of the diagnosis. */
export interface RunStore {
  /** Throws `RunFolderError`, as the others do. `without` are ids that are not even looked at. */
  list(outFolder: string, without: ReadonlySet<string>): RunList;
  /** One run below an out folder by its id; undefined when there is none. */
  find(outFolder: string, id: string): RunSummary | undefined;
  read(folder: string): RunView;
  /** As `followRun`. */
  follow(folder: string, onChange: (view: RunView) => void, signal: AbortSignal): Promise<RunView>;
  /** Whether a run that did not end is to be taken for abandoned: nobody can tell, and it is silent. */
  isAbandoned(folder: string): boolean;
  diagnose(view: RunView): Diagnosis;
  /** Keeps the diagnosis in the run folder. */
  keep(folder: string, diagnosis: Diagnosis): void;
  /** Stops a run of another process. */
  stop(folder: string): void;
}
