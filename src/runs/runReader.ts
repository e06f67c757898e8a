import { statSync } from 'node:fs';
import { emptyRunView, foldEvents, type RunView } from '../protocol/runView';
import { LineCursor } from './lineCursor';
import { parseEvents } from './parseEvents';
import { runPaths, type RunPaths } from './runFolder';
import { readRunRecord } from './runRecordFile';
import { trainerState } from './trainerProcess';

/** A run folder as far as it has been read; `update` reads what came since. */
export class RunReader {
  private readonly paths: RunPaths;
  private readonly cursor: LineCursor;
  private recordVersion: string;
  private current: RunView;

  /** Reads the folder's record and the events so far. Throws `RunFolderError`. */
  constructor(private readonly folder: string) {
    this.paths = runPaths(folder);
    this.cursor = new LineCursor(this.paths.events);
    this.recordVersion = fileVersion(this.paths.record);
    this.current = emptyRunView(readRunRecord(folder));
    this.update();
  }

  get view(): RunView {
    return this.current;
  }

  /** Reads what is new; gives true when the view is another one now. Throws `RunFolderError`. */
  update(): boolean {
    const before = this.current;
    this.readRecord();
    // Asked before the events are read: what a dead trainer wrote is complete.
    const gone = before.ended === undefined && trainerState(this.current.record) === 'gone';
    this.readEvents();
    if (gone && this.current.outcome === 'running') this.current = asCrashed(this.current);
    return this.current !== before;
  }

  private readRecord(): void {
    const version = fileVersion(this.paths.record);
    if (version === this.recordVersion) return;
    const record = readRunRecord(this.folder);
    this.recordVersion = version;
    const outcome = this.current.ended?.outcome ?? record.outcome;
    this.current = { ...this.current, record, outcome };
  }

  private readEvents(): void {
    const firstLine = this.cursor.lines + 1;
    const lines = this.cursor.readLines();
    if (lines.length === 0) return;
    const { events, problems } = parseEvents(lines, firstLine);
    const view = foldEvents(this.current, events);
    this.current =
      problems.length === 0 ? view : { ...view, problems: [...(view.problems ?? []), ...problems] };
  }
}

/** Changes whenever the file is replaced. */
function fileVersion(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : 'none';
}

function asCrashed(view: RunView): RunView {
  const { pid, host } = view.record.trainer;
  const reason = `The trainer (process ${pid} on ${host ?? 'this host'}) is gone and did not end the run.`;
  return { ...view, outcome: 'crashed', record: { ...view.record, outcome: 'crashed', reason } };
}
