import type { Training } from '../../launch/trainRun';
import type { Verdict } from '../../protocol/finding';
import type { RunSummary } from '../../runs/listRuns';
import { RunFolderError } from '../../runs/runFolderError';
import type { Clock } from './clock';
import { LiveRun } from './liveRun';
import { RecentRuns } from './recentRuns';
import type { LoadedRun, RunChange } from './runLibrary';
import type { RunStore } from './runStore';
import { sameRuns } from './sameRuns';

export interface ShelfListener {
  changed(change: RunChange): void;
  /** Something that could not be read or kept, a sentence for the log; the same one only once. */
  noticed(problem: string): void;
}

/** What the shelf knows of a process that it may stop itself. */
export type OwnTraining = Pick<Training, 'ended' | 'stop'>;

/** Ended runs without a verdict that are diagnosed by the way; older ones when they are opened. */
const diagnosedByTheWay = 20;

/** The runs of some out folders: listed, followed while they are live, diagnosed when they end. */
export class RunShelf {
  private folders: readonly string[] = [];
  /** Of runs started here; they stay in sight when their config is closed. */
  private readonly ownFolders = new Set<string>();
  private summaries: readonly RunSummary[] = [];
  private readonly following = new Map<string, LiveRun>();
  private readonly own = new Map<string, OwnTraining>();
  private readonly recent = new RecentRuns();
  private readonly tried = new Set<string>();
  /** Of runs diagnosed here, for those whose folder cannot take it (read-only, not trusted). */
  private readonly verdicts = new Map<string, Verdict>();
  private readonly unreadable = new Set<string>();
  private readonly told = new Set<string>();
  private cancelDiagnosing: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly store: RunStore,
    private readonly listener: ShelfListener,
    private readonly clock: Clock,
    /** Ids of runs that are trials of a known sweep: they are shown there, and read when asked for. */
    private readonly trials: () => ReadonlySet<string> = () => new Set(),
  ) {}

  /** Which out folders (each holds a folder `runs`) to look into. */
  look(outFolders: readonly string[]): void {
    this.folders = outFolders;
    this.refresh();
  }

  /** Lists the folders again and follows what is live. */
  refresh(): void {
    if (this.closed) return;
    const runs = this.readLists();
    const changed = !sameRuns(runs, this.summaries);
    this.summaries = runs;
    for (const { id, folder, outcome } of runs) {
      if (outcome === 'running' && this.isToFollow(id, folder)) this.follow(id, folder);
    }
    this.diagnoseByTheWay();
    if (changed) this.listener.changed({ kind: 'listed' });
  }

  /** Newest first. */
  list(): readonly RunSummary[] {
    return this.summaries;
  }

  /** Newest first; without the trials of sweeps. */
  live(): readonly LoadedRun[] {
    return [...this.following.values()]
      .flatMap(({ run }) => (run && !run.view.record.sweep ? run : []))
      .sort((a, b) => (a.view.record.created < b.view.record.created ? 1 : -1));
  }

  /** Throws `RunFolderError`. */
  load(id: string): LoadedRun {
    const live = this.following.get(id)?.run;
    if (live) return live;
    const { folder, outcome } = this.summaryOf(id);
    // A trial is followed once somebody looks at it.
    if (outcome === 'running' && this.isToFollow(id, folder)) this.follow(id, folder);
    const known = this.recent.get(id);
    if (known && known.view.outcome === outcome) return known;
    const view = this.store.read(folder);
    const run = { id, folder, view, diagnosis: this.store.diagnose(view) };
    if (view.outcome !== 'running') this.recent.add(run);
    return run;
  }

  /** Throws `RunFolderError` when there is no such run. */
  summaryOf(id: string): RunSummary {
    const found = this.summaries.find((run) => run.id === id) ?? this.trialOf(id);
    if (found) return found;
    throw new RunFolderError(`There is no run "${id}" in this window.`, 'ENOENT', id);
  }

  /** Takes up a run that this process has just started. */
  adopt(id: string, folder: string, training: OwnTraining): void {
    this.own.set(id, training);
    this.ownFolders.add(outFolderOf(folder));
    this.follow(id, folder);
    this.refresh();
  }

  /** Asks a live run to stop. Throws `RunFolderError` when the request cannot be written. */
  stop(id: string): void {
    const own = this.own.get(id);
    if (own) own.stop();
    else if (this.following.has(id)) this.store.stop(this.summaryOf(id).folder);
  }

  isLive(id: string): boolean {
    return this.following.has(id);
  }

  close(): void {
    this.closed = true;
    this.cancelDiagnosing?.();
    for (const run of this.following.values()) run.close();
    this.following.clear();
  }

  private readLists(): readonly RunSummary[] {
    const byId = new Map<string, RunSummary>();
    const trials = this.trials();
    for (const folder of new Set([...this.folders, ...this.ownFolders])) {
      const list = this.attempt(() => this.store.list(folder, trials));
      for (const problem of list?.problems ?? []) this.notice(problem);
      for (const run of list?.runs ?? []) {
        if (!byId.has(run.id)) byId.set(run.id, this.withVerdict(run));
      }
    }
    return [...byId.values()].sort((a, b) => (a.started < b.started ? 1 : -1));
  }

  private trialOf(id: string): RunSummary | undefined {
    if (!this.trials().has(id)) return undefined;
    for (const folder of this.folders) {
      const run = this.attempt(() => this.store.find(folder, id));
      if (run) return run;
    }
    return undefined;
  }

  private withVerdict(run: RunSummary): RunSummary {
    const verdict = isUndiagnosed(run) ? this.verdicts.get(run.id) : undefined;
    return verdict === undefined ? run : { ...run, verdict };
  }

  private isToFollow(id: string, folder: string): boolean {
    if (this.following.has(id) || this.unreadable.has(id)) return false;
    return this.attempt(() => this.store.isAbandoned(folder)) === false;
  }

  private follow(id: string, folder: string): void {
    const run = new LiveRun(id, folder, this.store, this.clock, (progress) =>
      this.listener.changed({ kind: 'progressed', run: progress }),
    );
    this.following.set(id, run);
    void this.followToItsEnd(run);
  }

  private async followToItsEnd(live: LiveRun): Promise<void> {
    try {
      const run = await live.follow(this.own.get(live.id)?.ended);
      if (!run) return;
      this.following.delete(live.id);
      this.keep(run);
      this.listener.changed({ kind: 'ended', run });
    } catch (error) {
      if (this.closed) return;
      this.following.delete(live.id);
      this.unreadable.add(live.id);
      this.notice(error instanceof Error ? error.message : String(error));
      // Nobody else tells that it is not live any more: the list may be the same as before.
      this.listener.changed({ kind: 'listed' });
    }
    this.own.delete(live.id);
    this.refresh();
  }

  private keep(run: LoadedRun): void {
    this.tried.add(run.id);
    this.recent.add(run);
    this.verdicts.set(run.id, run.diagnosis.verdict);
    this.attempt(() => this.store.keep(run.folder, run.diagnosis));
  }

  /** Runs that ended while nobody looked; one at a time, so that the editor stays lively. */
  private diagnoseByTheWay(): void {
    if (this.cancelDiagnosing) return;
    const next = this.summaries
      .slice(0, diagnosedByTheWay)
      .find((run) => isUndiagnosed(run) && !this.tried.has(run.id));
    if (!next) return;
    this.tried.add(next.id);
    this.cancelDiagnosing = this.clock.later(50, () => {
      this.cancelDiagnosing = undefined;
      this.attempt(() => this.keep(this.load(next.id)));
      this.refresh();
    });
  }

  private attempt<T>(act: () => T): T | undefined {
    try {
      return act();
    } catch (error) {
      if (!(error instanceof RunFolderError)) throw error;
      this.notice(error.message);
      return undefined;
    }
  }

  private notice(problem: string): void {
    if (this.told.has(problem)) return;
    this.told.add(problem);
    this.listener.noticed(problem);
  }
}

function isUndiagnosed({ outcome, verdict }: RunSummary): boolean {
  return outcome !== 'running' && verdict === null;
}

/** `OUT` of `OUT/runs/ID`. */
function outFolderOf(runFolder: string): string {
  return runFolder.replace(/[\\/]runs[\\/][^\\/]+[\\/]?$/, '');
}
