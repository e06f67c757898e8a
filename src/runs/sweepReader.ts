import { statSync } from 'node:fs';
import type { LiveTrials, SweepRecord, TrialResult } from '../protocol/sweep';
import {
  logTrial,
  trialRow,
  type LoggedTrial,
  type SweepState,
  type SweepView,
  type TrialRow,
} from '../protocol/sweepView';
import { LineCursor } from './lineCursor';
import { readLiveTrials } from './liveTrials';
import { readRun } from './readRun';
import { runFolderOfTrial } from './runOfTrial';
import { RunFolderError } from './runFolderError';
import { sweepPaths, type SweepPaths } from './sweepPaths';
import { readSweepRecord } from './sweepRecordFile';
import { parseTrialLine } from './trialLog';
import { trainerState } from './trainerProcess';
import { trialResult } from './trialResult';

/** A driver that was started a moment ago has no process to be seen by. */
const startingMilliseconds = 20_000;

/** A sweep folder as far as it has been read; `update` reads what came since. */
export class SweepReader {
  private readonly paths: SweepPaths;
  private readonly log: LineCursor;
  private readonly logged: LoggedTrial[] = [];
  /** By trial; what its row was made of stands beside it. */
  private readonly rows: { readonly row: TrialRow; readonly of: readonly unknown[] }[] = [];
  private recordVersion = '';
  private liveVersion = 'none';
  private live: LiveTrials | undefined;
  private record: SweepRecord;
  private current: SweepView;

  /** Throws `RunFolderError`. */
  constructor(private readonly folder: string) {
    this.paths = sweepPaths(folder);
    this.log = new LineCursor(this.paths.trials);
    this.record = readSweepRecord(folder);
    this.current = { record: this.record, state: 'stopped', trials: [] };
    this.update();
  }

  get view(): SweepView {
    return this.current;
  }

  /** Reads what is new; gives true when the view is another one now. Throws `RunFolderError`. */
  update(): boolean {
    this.readRecord();
    this.readLive();
    // Asked before the log is read: what a dead driver wrote is complete.
    const state = this.stateNow();
    this.readLog();
    const trials = this.makeRows(state === 'running' || state === 'paused');
    const { current } = this;
    const isSame = trials.every((row, i) => row === current.trials[i]);
    if (
      isSame &&
      trials.length === current.trials.length &&
      state === current.state &&
      this.record === current.record
    )
      return false;
    this.current = { record: this.record, state, trials };
    return true;
  }

  private stateNow(): SweepState {
    const { outcome, driver } = this.record;
    if (outcome !== 'running') return outcome;
    const seen = trainerState({ trainer: driver });
    const isStarting = driver.pid === undefined && this.recordAge() < startingMilliseconds;
    const isElsewhere = driver.pid !== undefined && seen === 'unknown';
    if (seen !== 'alive' && !isStarting && !isElsewhere) return 'interrupted';
    return this.live?.isPaused ? 'paused' : 'running';
  }

  private recordAge(): number {
    const changed = statSync(this.paths.record, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    return Date.now() - changed;
  }

  private readRecord(): void {
    const version = fileVersion(this.paths.record);
    if (version === this.recordVersion) return;
    this.record = readSweepRecord(this.folder);
    this.recordVersion = version;
  }

  private readLive(): void {
    const version = fileVersion(this.paths.live);
    if (version === this.liveVersion) return;
    this.liveVersion = version;
    this.live = readLiveTrials(this.folder);
  }

  private readLog(): void {
    for (const line of this.log.readLines()) {
      for (const event of parseTrialLine(line)) {
        // Numbers count up; one far beyond would be a hole of that size.
        if (event.trial > this.logged.length) continue;
        const logged = logTrial(this.logged[event.trial], event);
        if (logged) this.logged[event.trial] = logged;
      }
    }
  }

  private makeRows(isDriven: boolean): readonly TrialRow[] {
    const live = new Map(this.live?.trials.map((one) => [one.trial, one]) ?? []);
    return this.logged.map((logged, i) => {
      const now = logged.ended ? undefined : live.get(logged.trial);
      const of = [logged, now && JSON.stringify(now), logged.ended ? true : isDriven];
      const known = this.rows[i];
      if (known && known.of.every((part, k) => part === of[k])) return known.row;
      const row = this.completed(trialRow(logged, now, isDriven));
      this.rows[i] = { row, of };
      return row;
    });
  }

  /** Logs of former versions have no results, and a killed driver wrote none: the run has them. */
  private completed(row: TrialRow): TrialRow {
    const isUntold = row.result === undefined && row.run !== null;
    if (!isUntold || row.status === 'running' || row.status === 'held') return row;
    const folder = runFolderOfTrial(this.folder, row.run ?? '');
    let view;
    try {
      view = readRun(folder);
    } catch (error) {
      if (error instanceof RunFolderError) return row;
      throw error;
    }
    const result: TrialResult = trialResult(view);
    const endedItself = view.outcome === 'finished' || view.outcome === 'diverged';
    const status = row.status === 'lost' && endedItself ? view.outcome : row.status;
    return { ...row, status: status === 'running' ? 'lost' : status, result };
  }
}

/** Changes whenever the file is replaced. */
function fileVersion(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.ino}:${stat.mtimeMs}:${stat.size}` : 'none';
}
