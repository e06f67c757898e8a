import type { MonitorSettings } from '../../protocol/settings';

/** Looks may take this share of a run; what is left to 5 % is for evaluating the training loss. */
const lookBudget = 0.045;

/**
 * Too early to judge: single looks vary, nobody waits for a run this short, and equal seeds should
 * give equal events.
 */
const looksBeforeJudging = 8;
const secondsBeforeJudging = 3;
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
  private since = 0;

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
    this.latest = [...this.latest.slice(1 - latestLooks), lookSeconds];
    this.looks++;
    const seconds = runSeconds - this.since;
    if (this.looks < looksBeforeJudging || seconds < secondsBeforeJudging) return undefined;
    const share = (this.looks * median(this.latest)) / seconds;
    if (share <= lookBudget) return undefined;
    this.looks = 0;
    this.since = runSeconds;
    const slower = everySteps * Math.min(8, Math.ceil(share / lookBudget) + 1);
    const percent = (share * 100).toFixed(1);
    const says = `Looking took ${percent} % of the time; now every ${slower} steps.`;
    return { everySteps: slower, says };
  }
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)]!;
}
