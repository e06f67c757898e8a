import type { MonitorAdjusted } from '../../protocol/events';
import type { MonitorSettings } from '../../protocol/settings';
import { Backoff } from './backoff';
import type { DeepPlan } from './deep/deepPlan';
import { tenthOf, type MonitoringPlan } from './monitoringPlan';

/** After which steps a run is looked at, and how closely. */
export class Cadence {
  everySteps: number;
  /** For people: how often, and why so often. */
  readonly says: string;
  private readonly backoff: Backoff;

  constructor(
    private readonly plan: Pick<MonitoringPlan, 'everySteps' | 'says' | 'stepPatterns'>,
    private readonly totalSteps: number,
    monitor: Pick<MonitorSettings, 'every_steps'>,
    private readonly comparesSteps: boolean,
    private readonly deepPlan?: DeepPlan,
  ) {
    this.everySteps = plan.everySteps;
    this.says = [plan.says, ...(deepPlan ? [deepPlan.says] : [])].join(' ');
    this.backoff = new Backoff(monitor);
  }

  /** A step that every run is looked at after: its first, a tenth of it, and its end. */
  isMark(step: number): boolean {
    return step === 1 || step === tenthOf(this.totalSteps) || step === this.totalSteps;
  }

  isDue(step: number): boolean {
    return step % this.everySteps === 0 || this.isDeep(step) || this.isMark(step);
  }

  /** Of a step that is due: whether the probe and the weights are looked at. */
  isWhole(step: number): boolean {
    const { stepPatterns } = this.plan;
    return !stepPatterns || step % stepPatterns.wholeEvery === 0 || this.isMark(step);
  }

  isDeep(step: number): boolean {
    return this.deepPlan?.steps.has(step) === true;
  }

  /**
   * How many steps the next call may have after this one, at most so many: none after one that a
   * whole look follows. Where looks compare the weights before and after their step, it stands alone.
   */
  stepsTogether(step: number, atMost: number): number {
    const isFollowed = (one: number) => this.isDue(one) && this.isWhole(one);
    let steps = 1;
    while (steps < atMost && !isFollowed(step + steps)) steps++;
    const endsWithLook = steps > 1 && isFollowed(step + steps);
    return endsWithLook && this.comparesSteps ? steps - 1 : steps;
  }

  /** Fewer looks from now on, when they turn out dearer than planned; ask after each. */
  adjust(step: number, lookSeconds: number, runSeconds: number): MonitorAdjusted | undefined {
    const slower = this.backoff.afterLook(this.everySteps, lookSeconds, runSeconds);
    if (!slower) return undefined;
    this.everySteps = slower.everySteps;
    return { type: 'monitor.adjusted', at: new Date().toISOString(), step, ...slower };
  }
}
