import {
  gradientAgreement,
  gradientDirectionError,
  gradientDirectionVariance,
} from '../../../metrics/gradientAgreement';
import { gradientNoiseScale } from '../../../metrics/gradientNoiseScale';
import { gradientNorm } from '../../../metrics/gradientNorm';
import type { ModelPlan } from '../../model/plan';
import type { LayerValues, Metrics } from '../readings';

/** Gradients at the same weights: of all training samples that are looked at, and of parts. */
export interface SeenGradients {
  readonly full: Float64Array;
  readonly batches: readonly Float64Array[];
  readonly batchSize: number;
}

export function gradientReadings(
  { full, batches, batchSize }: SeenGradients,
  plan: Pick<ModelPlan, 'layers' | 'parameters'>,
): Metrics {
  const layers: Record<string, LayerValues> = {};
  for (const { name } of plan.layers) {
    const slots = plan.parameters.filter((slot) => slot.layer === name);
    const from = Math.min(...slots.map((slot) => slot.offset));
    const to = Math.max(...slots.map((slot) => slot.offset + slot.size));
    layers[name] = { gradient_norm: gradientNorm(full.subarray(from, to)) };
  }
  return {
    layers,
    run: {
      gradient_agreement: gradientAgreement(batches),
      gradient_direction_variance: gradientDirectionVariance(batches),
      gradient_direction_error: gradientDirectionError(batches, full),
      gradient_noise_scale: gradientNoiseScale(batches, batchSize),
      gradient_norm: gradientNorm(full),
    },
  };
}
