import type { MonitorSettings } from '../../protocol/settings';
import { monitoringBudget } from './monitoringPlan';

/** What a look and the run up to it took, in seconds. */
export interface Spent {
  readonly look: number;
  /** All looks and evaluations so far. */
  readonly monitoring: number;
  readonly run: number;
}

/** Too early to judge: single looks vary, and nobody waits for a run this short. */
const looksBeforeJudging = 8;
const secondsBeforeJudging = 1;
const latestLooks = 16;

/**
 * Watches what observing really costs and asks for fewer looks when it is over budget. It judges
 * looks by their median: one that the system interrupted says nothing about the next.
 */
export class Backoff {
  private readonly isAutomatic: boolean;
  private latest: number[] = [];
  /** Since the cadence was last changed. */
  private looks = 0;
  private taken = 0;
  private since = { monitoring: 0, run: 0 };

  constructor(monitor: Pick<MonitorSettings, 'every_steps'>) {
    this.isAutomatic = monitor.every_steps === 'auto';
  }

  /** The new cadence, or undefined to go on as before. */
  afterLook(
    everySteps: number,
    spent: Spent,
  ): { readonly everySteps: number; readonly says: string } | undefined {
    if (!this.isAutomatic) return undefined;
    this.latest = [...this.latest.slice(1 - latestLooks), spent.look];
    this.looks++;
    this.taken += spent.look;
    const seconds = spent.run - this.since.run;
    if (this.looks < looksBeforeJudging || seconds < secondsBeforeJudging) return undefined;
    const evaluations = spent.monitoring - this.since.monitoring - this.taken;
    const share = (this.looks * median(this.latest) + evaluations) / seconds;
    if (share <= monitoringBudget) return undefined;
    this.looks = 0;
    this.taken = 0;
    this.since = { monitoring: spent.monitoring, run: spent.run };
    const slower = everySteps * Math.min(8, Math.ceil(share / monitoringBudget) + 1);
    const percent = (share * 100).toFixed(1);
    const says = `Observing took ${percent} % of the time; now every ${slower} steps.`;
    return { everySteps: slower, says };
  }
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)]!;
}
