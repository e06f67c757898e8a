/** How a metric is called, what range it has and which way it points. */
export interface MetricDescription {
  readonly id: MetricId;
  readonly label: string;
  /** Closed range of possible values; null where there is no bound. */
  readonly range: readonly [number | null, number | null];
  /** One sentence for people: what a low and a high value mean. */
  readonly says: string;
  /** Whether a value exists for each layer. */
  readonly perLayer: boolean;
}

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
] as const;
