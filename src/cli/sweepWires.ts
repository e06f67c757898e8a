import type { LiveTrial, SweepPlan, SweepRequest } from '../protocol/sweep';
import { removeLiveTrials, writeLiveTrials } from '../runs/liveTrials';
import { SweepControl } from '../runs/sweepControl';
import { epochOf, lastReading, type Trial } from '../sweep/trial';

/** What a sweep's wires move: all of it is `TrialLaunch`'s, but for the plan. */
export interface Wired {
  interrupt(): void;
  pause(trial?: number): void;
  unpause(trial?: number): void;
  isPaused(trial?: number): boolean;
  waitsFor(trial: number): string | undefined;
  stopTrial(trial: number): void;
  replan(plan: SweepPlan): void;
}

/** Milliseconds between two looks at what is asked. */
const lookEvery = 200;
/** Milliseconds between two tellings of what the trials do. */
const tellEvery = 500;

/** The folder as the wire between the driver of a sweep and whoever watches it. */
export class SweepWires {
  private readonly control: SweepControl;
  private readonly timer: NodeJS.Timeout;
  private readonly before = Date.now() - process.uptime() * 1000;
  private trials: readonly Trial[] = [];
  private told = '';
  private toldAt = -Infinity;
  private soon: NodeJS.Timeout | undefined;
  private wasInterrupted = false;

  constructor(
    private readonly folder: string,
    private readonly wired: Wired,
  ) {
    // Who starts a driver may ask something of it before it listens.
    this.control = new SweepControl(folder, new Date(this.before).toISOString());
    this.timer = setInterval(() => this.obeyAll(), lookEvery);
  }

  /** Tells what the trials do, not more often than is read. */
  show(trials: readonly Trial[]): void {
    this.trials = trials;
    const wait = this.toldAt + tellEvery - performance.now();
    if (wait <= 0) this.tell();
    else this.soon ??= setTimeout(() => this.tell(), wait);
  }

  /** Nothing is asked or told any more. */
  cut(): void {
    clearInterval(this.timer);
    clearTimeout(this.soon);
    removeLiveTrials(this.folder);
  }

  private obeyAll(): void {
    for (const request of this.control.poll()) this.obey(request);
    this.show(this.trials);
  }

  private obey(request: SweepRequest): void {
    const { wired } = this;
    switch (request.type) {
      case 'stop':
        if (request.trial !== undefined) wired.stopTrial(request.trial);
        // A second interruption kills; one who asks twice by a file is impatient, no more.
        else if (!this.wasInterrupted) {
          this.wasInterrupted = true;
          wired.interrupt();
        }
        return;
      case 'pause':
        return wired.pause(request.trial);
      case 'go_on':
        return wired.unpause(request.trial);
      case 'plan':
        return wired.replan(request.plan);
    }
  }

  private tell(): void {
    clearTimeout(this.soon);
    this.soon = undefined;
    const isPaused = this.wired.isPaused();
    const live = { isPaused, trials: this.trials.flatMap((trial) => this.liveOf(trial)) };
    const text = JSON.stringify(live);
    if (text === this.told) return;
    this.told = text;
    this.toldAt = performance.now();
    writeLiveTrials(this.folder, live);
  }

  private liveOf(trial: Trial): readonly LiveTrial[] {
    const { number, state, classes } = trial;
    if (state !== 'running' && state !== 'held') return [];
    const reason = this.wired.waitsFor(number);
    const { trainLoss, trainScore, validationLoss, validationScore } = lastReading(trial) ?? {};
    return [
      {
        trial: number,
        state: this.wired.isPaused(number) ? 'paused' : reason === undefined ? state : 'held',
        ...(reason !== undefined && { reason }),
        result: {
          epochs: epochOf(trial),
          ...(trainLoss !== undefined && { trainLoss }),
          ...(trainScore !== undefined && { trainScore }),
          ...(validationLoss !== undefined && { validationLoss }),
          ...(validationScore !== undefined && { validationScore }),
          metrics: {},
          ...(classes !== undefined && { classes }),
        },
      },
    ];
  }
}
