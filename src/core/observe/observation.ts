import type { Settings } from '../../protocol/settings';
import type { Dataset, Samples } from '../data/dataset';
import type { ModelPlan } from '../model/plan';
import type { Stopwatch } from '../training/stopwatch';
import type { MonitoringPlan } from './monitoringPlan';
import type { Watched } from './presets';

/** What an observer is told of the run that it watches. */
export interface Observation {
  readonly plan: ModelPlan;
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly watched: Watched;
  readonly probe: Samples;
  readonly monitoring: MonitoringPlan;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Adds up what observing costs. */
  readonly clock: Stopwatch;
}
