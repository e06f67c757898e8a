import type { MonitorSettings } from '../../protocol/settings';
import { quantile } from './quantile';

/** Looks may take this share of a run; what is left to 5 % is for evaluating the training loss. */
const lookBudget = 0.045;
/** Over budget by so much is no accident of measuring. */
const clearly = 1.25;

/** Too early to judge: nobody waits for a run this short, and equal seeds should give equal events. */
const secondsBeforeJudging = 3;
/** Looks that are judged together, and how many such windows in a row must be over budget. */
const looksInWindow = 12;
const windowsInRow = 3;

/**
 * Watches what observing really costs and asks for fewer looks when it is over budget, clearly and
 * lastingly. A busy machine must not make it speak, or equal seeds would give other events: a look
 * counts as its lower quartile, which interruptions leave alone, and the time from look to look as
 * its median, which they only lengthen.
 */
export class Backoff {
  private readonly isAutomatic: boolean;
  private looks: number[] = [];
  /** Seconds from the end of one look to the end of the next. */
  private rounds: number[] = [];
  private lastLookAt: number | undefined;
  /** Windows in a row that were over budget. */
  private over = 0;

  constructor(monitor: Pick<MonitorSettings, 'every_steps'>) {
    this.isAutomatic = monitor.every_steps === 'auto';
  }

  /**
   * The new cadence, or undefined to go on as before.
   * @param lookSeconds of the look just made
   * @param runSeconds since the run began
   */
  afterLook(
    everySteps: number,
    lookSeconds: number,
    runSeconds: number,
  ): { readonly everySteps: number; readonly says: string } | undefined {
    if (!this.isAutomatic) return undefined;
    const last = this.lastLookAt;
    this.lastLookAt = runSeconds;
    if (last === undefined) return undefined;
    this.looks.push(lookSeconds);
    this.rounds.push(runSeconds - last);
    if (this.looks.length < looksInWindow) return undefined;
    const share = quantile(this.looks, 0.25) / quantile(this.rounds, 0.5);
    this.looks = [];
    this.rounds = [];
    this.over = share > clearly * lookBudget ? this.over + 1 : 0;
    if (this.over < windowsInRow || runSeconds < secondsBeforeJudging) return undefined;
    this.over = 0;
    const slower = everySteps * Math.min(8, Math.ceil(share / lookBudget) + 1);
    const percent = (share * 100).toFixed(1);
    const says = `Looking took ${percent} % of the time; now every ${slower} steps.`;
    return { everySteps: slower, says };
  }
}
