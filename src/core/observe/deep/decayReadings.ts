import type { Measured } from '../../../metrics/measured';
import { regularizationRatio } from '../../../metrics/regularizationRatio';
import { norm } from '../../../metrics/vector';
import type { OptimizerSettings } from '../../../protocol/settings';
import type { ParameterSlot } from '../../model/plan';

/** The weights of a run after a step, and what is known of that step. */
export interface DecayedStep {
  readonly optimizer: Pick<OptimizerSettings, 'kind' | 'weight_decay'>;
  readonly parameters: Float32Array;
  /** Before the last step; absent before the first. */
  readonly previous?: Float32Array;
  readonly learningRate: number;
  /** Of the data loss, flat. */
  readonly gradient: Float64Array;
}

/** The regularization ratio of one weight; undefined where it needs a step that was not made. */
export function decayReading(
  { optimizer, parameters, previous, learningRate, gradient }: DecayedStep,
  { offset, size }: ParameterSlot,
): Measured | undefined {
  const { kind, weight_decay: decay } = optimizer;
  const part = <T extends Float32Array | Float64Array>(flat: T) =>
    flat.subarray(offset, offset + size);
  switch (kind) {
    case 'sgd':
    case 'momentum':
    case 'adam':
      return regularizationRatio(decay * norm(part(parameters)), norm(part(gradient)));
    case 'adamw':
    case 'muon': {
      if (!previous) return undefined;
      const [now, before] = [part(parameters), part(previous)];
      const shrink = learningRate * decay;
      let square = 0;
      for (let i = 0; i < size; i++) square += (now[i]! - before[i]! * (1 - shrink)) ** 2;
      return regularizationRatio(shrink * norm(before), Math.sqrt(square));
    }
  }
}
