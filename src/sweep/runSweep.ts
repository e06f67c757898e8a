import type { Launch, News } from './launch';
import { nextRung, type Pruner } from './prune/pruner';
import { readTrial } from './readTrial';
import type { Move, Search } from './search/search';
import { epochOf, type Trial } from './trial';

export interface SweepParts {
  readonly search: Search;
  readonly pruner: Pruner;
  readonly launch: Launch;
  /** Most trials to start, those known already among them. */
  readonly limit?: number;
  /** The trials of a sweep that is resumed. */
  readonly known?: readonly Trial[];
  /** Gets all trials after every change. */
  readonly onChange?: (trials: readonly Trial[]) => void;
}

export interface SweepEnd {
  readonly trials: readonly Trial[];
  /** Whether somebody ended it before it was done. */
  readonly interrupted: boolean;
}

/** Runs trials until the search has no more, the limit or the time is reached, or it is interrupted. */
export function runSweep(parts: SweepParts): Promise<SweepEnd> {
  return new Sweep(parts).run();
}

class Sweep {
  private readonly trials: Trial[];
  private interrupted = false;
  /** The search has no more moves, or may make no more. */
  private over = false;

  constructor(private readonly parts: SweepParts) {
    this.trials = [...(parts.known ?? [])];
  }

  async run(): Promise<SweepEnd> {
    const { launch, onChange } = this.parts;
    for (;;) {
      while (!this.interrupted && (await this.move()));
      const waits = !this.interrupted && !this.over && launch.isPaused?.() === true;
      if (!waits && !this.trials.some(({ state }) => state === 'running')) this.dropHeld();
      onChange?.(this.trials);
      if (!waits && !this.trials.some(isActive)) break;
      this.take(await launch.next());
    }
    return { trials: this.trials, interrupted: this.interrupted };
  }

  /** Makes one move; false when there is none to be made now. */
  private async move(): Promise<boolean> {
    const { search, launch, limit = Infinity } = this.parts;
    const atWork = this.trials.filter(({ state }) => state === 'running').length;
    const hasRoom = launch.hasRoom(atWork);
    const lost = this.trials.find(({ state }) => state === 'lost');
    if (lost) {
      if (hasRoom) await this.start(lost.number, lost);
      return hasRoom;
    }
    const mayStart = this.trials.length < limit && !launch.isLate();
    const move: Move = this.over ? { kind: 'done' } : search.next(this.trials, mayStart);
    switch (move.kind) {
      case 'start':
        if (!mayStart) this.over = true;
        else if (hasRoom) await this.start(this.trials.length, move);
        return hasRoom && !this.over;
      case 'goOn':
        if (hasRoom) this.goOn(move.trial, move.holdAfter);
        return hasRoom;
      case 'drop':
        this.drop(move.trial, move.reason);
        return true;
      case 'wait':
        return false;
      case 'done':
        this.over = true;
        return false;
    }
  }

  private async start(number: number, { params, says }: Pick<Trial, 'params'> & { says?: string }) {
    const { search, pruner, launch } = this.parts;
    const hold = search.holdAfter ?? nextRung(pruner, 0);
    const holdAfter = hold === undefined ? {} : { holdAfter: hold };
    const answer = await launch.start({
      trial: number,
      params,
      ...holdAfter,
      ...(says !== undefined && { says }),
    });
    this.trials[number] =
      'run' in answer
        ? { number, params, run: answer.run, state: 'running', ...holdAfter, readings: [] }
        : {
            ...{ number, params, run: null, state: 'ended', readings: [] },
            ...{ outcome: 'crashed', reason: answer.refused },
          };
  }

  private goOn(number: number, holdAfter?: number): void {
    this.parts.launch.goOn(number, holdAfter);
    const trial = this.trial(number);
    this.trials[number] = { ...trial, state: 'running', holdAfter: holdAfter ?? Infinity };
  }

  private drop(number: number, reason: string): void {
    const trial = this.trial(number);
    const pruned = { epoch: epochOf(trial), reason };
    this.parts.launch.prune(number, pruned);
    // No longer at work, and nobody will tell it to go on.
    this.trials[number] = { ...trial, state: 'held', pruned };
  }

  /** Nobody is left who could give a reason to let them go on. */
  private dropHeld(): void {
    for (const { number, state, pruned } of this.trials)
      if (state === 'held' && !pruned) this.drop(number, 'The sweep ended while it waited.');
  }

  private take(news: News): void {
    if (news.kind === 'interrupted') {
      this.interrupted = true;
      return;
    }
    if (news.kind === 'changed') {
      this.over = false;
      return;
    }
    const before = this.trial(news.trial);
    const trial: Trial = { ...before, ...readTrial(news.view) };
    this.trials[news.trial] = trial;
    if (news.kind === 'ended') this.end(trial, news);
    else if (trial.state === 'running' && isAtHold(trial)) this.hold(trial);
  }

  private end(trial: Trial, { view }: Extract<News, { kind: 'ended' }>): void {
    const { outcome } = view;
    const reason = view.ended?.reason ?? view.record.reason;
    this.trials[trial.number] = {
      ...trial,
      state: 'ended',
      outcome: outcome === 'running' ? 'crashed' : outcome,
      ...(reason !== undefined && { reason }),
    };
  }

  private hold(trial: Trial): void {
    const { search, pruner } = this.parts;
    this.trials[trial.number] = { ...trial, state: 'held' };
    if (search.holdAfter !== undefined || this.interrupted) return;
    const pruned = pruner.judge(trial, this.trials);
    if (pruned) this.drop(trial.number, pruned.reason);
    else this.goOn(trial.number, nextRung(pruner, epochOf(trial)));
  }

  private trial(number: number): Trial {
    const trial = this.trials[number];
    if (!trial) throw new Error(`There is no trial ${number}; there are ${this.trials.length}.`);
    return trial;
  }
}

function isActive({ state }: Trial): boolean {
  return state === 'running' || state === 'held';
}

function isAtHold(trial: Trial): boolean {
  return trial.holdAfter !== undefined && epochOf(trial) >= trial.holdAfter;
}
