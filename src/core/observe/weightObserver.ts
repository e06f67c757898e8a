import type { Measured } from '../../metrics/measured';
import { neuronAlignment } from '../../metrics/neuronAlignment';
import { updateRatio } from '../../metrics/updateRatio';
import type { Vector } from '../../metrics/vector';
import { weightChange } from '../../metrics/weightChange';
import { weightMovement } from '../../metrics/weightMovement';
import { weightNormRatio } from '../../metrics/weightNormRatio';
import type { ModelPlan, ParameterSlot } from '../model/plan';
import type { TrainerState } from '../training/trainerState';
import type { Watched } from './presets';

/** Metrics of each layer by layer and metric id. */
export type LayerMetrics = Record<string, Record<string, Measured>>;

/** Compares the weights of each layer with their start, their last step and their first direction. */
export class WeightObserver {
  private readonly weights: readonly ParameterSlot[];
  private atStart: Float32Array = new Float32Array(0);
  /** Minus the loss gradient at the start: where the first step pulls. */
  private firstDirection: Vector | undefined;

  /** `scaleFree` layers stand in front of a normalization, so their own size means nothing. */
  constructor(
    plan: Pick<ModelPlan, 'parameters'>,
    private readonly scaleFree: readonly string[],
    private readonly watched: Watched,
  ) {
    this.weights = plan.parameters.filter((slot) => slot.role === 'weight');
  }

  start(parameters: Float32Array, gradient: Vector | undefined): void {
    this.atStart = parameters.slice();
    this.firstDirection = gradient?.map((value) => -value);
  }

  byLayer(state: TrainerState, step: number): LayerMetrics {
    return Object.fromEntries(
      this.weights.map((slot) => [slot.layer, this.ofLayer(slot, state, step)]),
    );
  }

  private ofLayer(slot: ParameterSlot, state: TrainerState, step: number) {
    const part = (flat: Vector) => flat.subarray(slot.offset, slot.offset + slot.size);
    const now = part(state.parameters);
    const start = part(this.atStart);
    const direction = this.firstDirection && part(this.firstDirection);
    const values: Record<string, Measured> = {
      weight_norm_ratio: weightNormRatio(now, start),
      weight_movement: weightMovement(now, start),
    };
    if (!this.scaleFree.includes(slot.layer)) values['weight_change'] = weightChange(now, start);
    if (this.watched.directions && step > 0)
      values['update_ratio'] = updateRatio(now, part(state.previousParameters));
    if (direction && slot.layer !== 'output')
      values['neuron_alignment'] = neuronAlignment(now, direction, slot.shape);
    return values;
  }
}
