import type { MonitorSettings } from '../../protocol/settings';

/** Observing may take this share of a run. */
export const monitoringBudget = 0.05;

/**
 * Plan for less than the budget: the estimate knows floating-point operations, not the machine, and
 * what is left covers the observations that are made in any case (start, tenth, end).
 */
const plannedShare = 0.03;

/** Overhead of one call into an engine with all its small operations, microseconds. */
const callMicroseconds = 80;
/** Sustained floating-point operations a microsecond that both estimates use. */
const flopsPerMicrosecond = 120_000;
/** Numbers a microsecond that an elementwise operation gets through. */
const numbersPerMicrosecond = 2000;

export interface WorkEstimate {
  /** Floating-point operations of one training step. */
  readonly stepFlops: number;
  /** Floating-point operations of one observation inside the engine. */
  readonly observeFlops: number;
  /** Numbers that an observation reads outside the engine. */
  readonly observedNumbers: number;
}

/**
 * Steps between observations. `auto` follows from the amount of work alone, so that the same
 * config is observed at the same steps on every machine; only a `Backoff` may change it.
 */
export function plannedCadence(
  monitor: MonitorSettings,
  work: WorkEstimate,
): { readonly everySteps: number; readonly says: string } {
  if (monitor.every_steps !== 'auto')
    return {
      everySteps: monitor.every_steps,
      says: `Observed every ${monitor.every_steps} steps, as monitor.every_steps asks.`,
    };
  const step = callMicroseconds + work.stepFlops / flopsPerMicrosecond;
  const observation =
    2 * callMicroseconds +
    work.observeFlops / flopsPerMicrosecond +
    work.observedNumbers / numbersPerMicrosecond;
  const everySteps = Math.max(1, Math.ceil(observation / (plannedShare * step)));
  return {
    everySteps,
    says: `Observed every ${everySteps} steps: one look costs about ${(observation / step).toFixed(1)} steps, and monitoring is kept under ${monitoringBudget * 100} % of the run.`,
  };
}

/** Watches what observing really costs and asks for fewer observations when it is over budget. */
export class Backoff {
  private readonly isAutomatic: boolean;
  /** Too early to judge: the first observations warm the engine up. */
  private static readonly observationsBeforeJudging = 8;
  private observations = 0;

  constructor(monitor: MonitorSettings) {
    this.isAutomatic = monitor.every_steps === 'auto';
  }

  /** The new cadence, or undefined to go on as before. */
  afterObservation(
    everySteps: number,
    monitoringSeconds: number,
    runSeconds: number,
  ): { readonly everySteps: number; readonly says: string } | undefined {
    this.observations++;
    if (!this.isAutomatic || this.observations < Backoff.observationsBeforeJudging)
      return undefined;
    const share = monitoringSeconds / runSeconds;
    if (share <= monitoringBudget) return undefined;
    this.observations = 0;
    const factor = Math.min(8, Math.ceil(share / monitoringBudget) + 1);
    return {
      everySteps: everySteps * factor,
      says: `Observing took ${(share * 100).toFixed(1)} % of the run so far; now every ${everySteps * factor} steps.`,
    };
  }
}
