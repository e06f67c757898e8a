import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Params } from '../protocol/searchSpace';
import type { RunView } from '../protocol/runView';
import type { Settings } from '../protocol/settings';
import type { TrialEvent } from '../protocol/sweep';
import { lastHold, requestGoOn } from '../runs/control';
import { createRun, type NewRun } from '../runs/createRun';
import { readRun } from '../runs/readRun';
import { RunReader } from '../runs/runReader';
import { runPaths, runsFolder } from '../runs/runFolder';
import type { SweepFolder } from '../runs/sweepFolder';
import { sweepPaths } from '../runs/sweepPaths';
import { TrialLog } from '../runs/trialLog';
import { trialResult } from '../runs/trialResult';
import type { Execution, Executor } from './executor';

/** What every trial of a sweep has in common. */
export interface TrialSource {
  readonly outFolder: string;
  readonly sweep: SweepFolder;
  readonly executor: Executor;
  /** Name, config and versions of each run. */
  readonly run: Pick<NewRun, 'name' | 'configPath' | 'configText' | 'versions'>;
  /** The settings with the values of a trial, or what is wrong with these. */
  settle(params: Params): { readonly settings: Settings } | { readonly refused: string };
  /** On the clock of `Date.now()`; from then on no trial is started. */
  readonly lateFrom?: number;
}

export type TrialNews =
  | { readonly kind: 'seen' | 'ended'; readonly trial: number; readonly view: RunView }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'changed' };

/** Makes run folders for the trials of a sweep, trains them, and tells what becomes of them. */
export class TrialLaunch {
  private readonly active = new Map<number, ActiveTrial>();
  private readonly waiting: TrialNews[] = [];
  private timer: NodeJS.Timeout | undefined;
  private wake: (() => void) | undefined;
  private interrupted = false;
  private everythingPaused = false;
  private readonly trials: TrialLog;
  /** What went wrong with the folders, not with a trial. */
  private failure: unknown;

  /** Throws `RunFolderError`. */
  constructor(private readonly source: TrialSource) {
    this.trials = new TrialLog(source.sweep.folder);
  }

  hasRoom(atWork: number): boolean {
    return !this.everythingPaused && this.source.executor.hasRoom(atWork);
  }

  /** Whether a person lets nothing go on for now. */
  isPaused(trial?: number): boolean {
    const own = trial === undefined ? undefined : this.active.get(trial)?.isPaused;
    return this.everythingPaused || own === true;
  }

  /** Why a trial waits to be started; undefined for one that trains. */
  waitsFor(trial: number): string | undefined {
    return this.active.get(trial)?.execution.waitsFor?.();
  }

  isLate(): boolean {
    return Date.now() >= (this.source.lateFrom ?? Infinity);
  }

  async start(request: {
    readonly trial: number;
    readonly params: Params;
    readonly holdAfter?: number;
    readonly says?: string;
  }): Promise<{ readonly run: string } | { readonly refused: string }> {
    const { source } = this;
    const { trial, params, holdAfter, says } = request;
    const settled = source.settle(params);
    const known = { trial, params, ...(says !== undefined && { says }) };
    if ('refused' in settled) {
      this.log({ type: 'trial.started', run: null, ...known });
      this.log({ type: 'trial.ended', trial, outcome: 'crashed', reason: settled.refused });
      return settled;
    }
    const { id, folder } = await createRun(source.outFolder, {
      ...source.run,
      settings: settled.settings,
      overrides: { ...source.sweep.record.overrides, ...params },
      sweep: { id: source.sweep.record.id, trial },
      ...(source.executor.trainer && { trainer: source.executor.trainer }),
    });
    this.log({ type: 'trial.started', run: id, ...known });
    const execution = source.executor.start(folder, {
      dataCache: sweepPaths(source.sweep.folder).data,
      ...(holdAfter !== undefined && { holdAfter }),
    });
    this.follow(trial, { folder, execution, reader: new RunReader(folder), size: 0, holdAfter });
    if (this.interrupted) execution.stop();
    return { run: id };
  }

  /**
   * Follows a trial that an earlier time of the sweep has left training; undefined where it has not.
   * Call before `next`. Throws `RunFolderError`.
   */
  adopt(trial: number, run: string): { readonly holdAfter?: number } | undefined {
    const folder = trialFolder(this.source.outFolder, run);
    const execution = this.source.executor.adopt?.(folder);
    if (!execution) return undefined;
    const holdAfter = lastHold(folder, execution.holdAfter);
    const reader = new RunReader(folder);
    this.follow(trial, { folder, execution, reader, size: 0, holdAfter });
    // It may hold already, and then writes no more.
    this.tell({ kind: 'seen', trial, view: reader.view });
    return holdAfter === undefined ? {} : { holdAfter };
  }

  goOn(trial: number, holdAfter?: number): void {
    const active = this.active.get(trial);
    if (!active) return;
    this.active.set(trial, { ...active, holdAfter });
    if (!this.isPaused(trial)) requestGoOn(active.folder, holdAfter);
  }

  /** Lets a trial, or all of them, wait after their epoch; those at work keep their place. */
  pause(trial?: number): void {
    if (trial === undefined) this.everythingPaused = true;
    else this.mark(trial, true);
    this.tellPauses(trial);
  }

  /** Ends a pause; a trial that its sweep holds waits on. */
  unpause(trial?: number): void {
    if (trial === undefined) this.everythingPaused = false;
    else this.mark(trial, false);
    this.tellPauses(trial);
  }

  /** Ends one trial for good: it is over, and not started again when the sweep is resumed. */
  stopTrial(trial: number): void {
    this.active.get(trial)?.execution.stop();
  }

  /** Something beside the trials is another one now: room, the search, its limit. */
  changed(): void {
    this.tell({ kind: 'changed' });
  }

  prune(
    trial: number,
    { epoch, reason }: { readonly epoch: number; readonly reason: string },
  ): void {
    const active = this.active.get(trial);
    if (!active) return;
    this.log({ type: 'trial.pruned', trial, epoch, reason });
    this.active.set(trial, { ...active, isPruned: true });
    active.execution.stop();
  }

  /** Stops all trials; once more kills them. They are started again when the sweep is resumed. */
  interrupt(): void {
    for (const { execution } of this.active.values())
      if (this.interrupted) execution.kill();
      else execution.stop();
    if (!this.interrupted) this.tell({ kind: 'interrupted' });
    this.interrupted = true;
  }

  /** Kills all trials that are left, but for those that may outlive this process; looks no more. */
  dispose(): void {
    const { executor } = this.source;
    clearInterval(this.timer);
    if (!executor.outlives) for (const { execution } of this.active.values()) execution.kill();
    this.active.clear();
    executor.close?.();
  }

  /**
   * Throws `RunFolderError` where folders cannot be read or written any more, and what an executor
   * throws that takes no more trials.
   */
  async next(): Promise<TrialNews> {
    this.source.executor.submit?.().catch((error: unknown) => this.fail(error));
    for (;;) {
      if (this.failure !== undefined) throw this.failure;
      const news = this.waiting.shift();
      if (news) return news;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  private mark(trial: number, isPaused: boolean): void {
    const active = this.active.get(trial);
    if (active) this.active.set(trial, { ...active, isPaused });
  }

  /** Zero: after the epoch that it is in. */
  private tellPauses(only: number | undefined): void {
    for (const [trial, { folder, holdAfter }] of this.active)
      if (only === undefined || trial === only)
        requestGoOn(folder, this.isPaused(trial) ? 0 : holdAfter);
    this.changed();
  }

  private attempt(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.fail(error);
    }
  }

  private fail(error: unknown): void {
    this.failure ??= error;
    this.wake?.();
  }

  private follow(trial: number, active: ActiveTrial): void {
    const { lookEvery } = this.source.executor;
    this.active.set(trial, active);
    void active.execution.ended.then(() => this.attempt(() => this.end(trial)));
    this.timer ??= setInterval(() => this.attempt(() => this.look()), lookEvery);
  }

  private look(): void {
    for (const [trial, active] of this.active) {
      const { reader, folder, execution } = active;
      if (execution.waitsFor?.() !== undefined) continue;
      const size = statSync(runPaths(folder).events, { throwIfNoEntry: false })?.size ?? 0;
      // The end of a process is told by itself: without new events there is nothing to read.
      if (size === active.size) continue;
      this.active.set(trial, { ...active, size });
      const { epochs } = reader.view;
      if (reader.update() && reader.view.epochs.length > epochs.length)
        this.tell({ kind: 'seen', trial, view: reader.view });
    }
  }

  private end(trial: number): void {
    const active = this.active.get(trial);
    if (!active) return;
    const view = readRun(active.folder);
    this.active.delete(trial);
    if (this.active.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
    }
    const outcome = view.outcome === 'running' ? 'crashed' : view.outcome;
    const reason = view.ended?.reason ?? view.record.reason;
    // Who was interrupted is not over: a resumed sweep starts it again.
    const isOver = outcome !== 'stopped' || active.isPruned || !this.interrupted;
    if (isOver) {
      const result = trialResult(view);
      const why = reason === undefined ? {} : { reason };
      this.log({ type: 'trial.ended', trial, outcome, ...why, result });
    }
    this.tell({ kind: 'ended', trial, view });
  }

  private log(event: UntimedTrialEvent): void {
    const at = new Date().toISOString();
    this.trials.append({ ...event, at });
  }

  private tell(news: TrialNews): void {
    this.waiting.push(news);
    this.wake?.();
  }
}

interface ActiveTrial {
  readonly folder: string;
  readonly execution: Execution;
  readonly reader: RunReader;
  /** Bytes of `events.jsonl` that were there at the last look. */
  readonly size: number;
  readonly isPruned?: true;
  /** Epoch after which its sweep holds it; undefined for one that may go to its end. */
  readonly holdAfter: number | undefined;
  readonly isPaused?: boolean;
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'at'> : never;
type UntimedTrialEvent = WithoutTime<TrialEvent>;

/** The folder of a trial's run. */
export function trialFolder(outFolder: string, run: string): string {
  return join(runsFolder(outFolder), run);
}
