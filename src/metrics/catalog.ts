import { alignmentDescriptions } from './descriptions/alignment';
import { fitDescriptions } from './descriptions/fit';
import { healthDescriptions } from './descriptions/health';
import type { MetricDescription as Description } from './descriptions/metricDescription';

export { metricGroups, type MetricGroup } from './descriptions/metricDescription';

export type MetricDescription = Description & { readonly id: MetricId };

export type MetricId = (typeof metricIds)[number];

export const metricIds = [
  'oui',
  'oui_relative',
  'weight_change',
  'neuron_alignment',
  'kernel_target_alignment',
  'gradient_feature_alignment',
  'gradient_agreement',
  'gradient_noise_scale',
  'update_ratio',
  'dead_units',
  'confident_share',
  'sharpness_ratio',
  'decay_horizon',
  'total_shrink',
  'weight_norm_ratio',
  'weight_movement',
  'loss_gap',
  'score_gap',
  'constant_units',
  'batch_oui',
  'class_alignment',
  'oui_baseline',
  'confident_jump',
  'confident_persistence',
  'distinct_directions',
  'extremal_alignment',
  'kernel_target_cka',
  'feature_cka',
  'kernel_velocity',
  'off_diagonal_ratio',
  'gradient_direction_variance',
  'gradient_direction_error',
  'gradient_norm',
  'saturated_units',
  'sharpness',
  'balancedness',
  'balance_drift',
  'regularization_ratio',
] as const;

/** Every metric by its id. Formula, cost, source and limits: the function of the same name. */
export const metricCatalog: Readonly<Record<MetricId, MetricDescription>> = {
  ...fitDescriptions,
  ...alignmentDescriptions,
  ...healthDescriptions,
};
