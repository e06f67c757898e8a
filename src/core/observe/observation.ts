import type { Settings } from '../../protocol/settings';
import type { Dataset, Samples } from '../data/dataset';
import type { Tensor } from '../engines/engine';
import type { ModelPlan } from '../model/plan';
import type { Stopwatch } from '../training/stopwatch';
import type { Cadence } from './cadence';
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
  readonly cadence: Cadence;
  /** Layers that a training step can compare, where the plan has it do so; see `trainProgram`. */
  readonly compared: readonly string[];
  /** Their distances, told by a step that changes nothing. */
  distancesOf(samples: { readonly x: Tensor; readonly y: Tensor }): Promise<Float32Array>;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Adds up what observing costs. */
  readonly clock: Stopwatch;
}
