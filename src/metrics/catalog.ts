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
  'score_gap',
  'constant_units',
  'batch_oui',
  'class_alignment',
] as const;

/** Every metric by its id. Formula, cost, source and limits: the function of the same name. */
export const metricCatalog: Readonly<Record<MetricId, MetricDescription>> = {
  oui: {
    id: 'oui',
    label: 'OUI',
    range: [0, 1],
    says:
      'How differently pairs of samples switch the units on and off: near 0 all samples ' +
      'look alike, near 1 they differ in half of the units; only its change from the start ' +
      'can be read.',
    perLayer: true,
  },
  oui_relative: {
    id: 'oui_relative',
    label: 'OUI relative to start',
    range: [0, null],
    says:
      'OUI now over OUI at initialization: 1 is unchanged, well below 0.5 is a collapse, ' +
      'more often from a high learning rate than from weight decay.',
    perLayer: true,
  },
  weight_change: {
    id: 'weight_change',
    label: 'Relative weight change',
    range: [0, null],
    says:
      'Distance of the weights from their start over the size of the start: below 0.3 when ' +
      'the training data are fitted is lazy, 0.5 to 5 learns features, above 8 is unstable ' +
      'or too rich.',
    perLayer: true,
  },
  neuron_alignment: {
    id: 'neuron_alignment',
    label: 'Neuron alignment',
    range: [0, 1],
    says:
      'How far neurons point along their own first step: near 0 they kept their random ' +
      'directions, near 1 all turned to where the first gradient pulled.',
    perLayer: true,
  },
  kernel_target_alignment: {
    id: 'kernel_target_alignment',
    label: 'Kernel-target alignment',
    range: [-1, 1],
    says:
      'Whether samples of one class look alike to the last hidden layer: near 0 not at all, ' +
      'near 1 as much as the labels do.',
    perLayer: false,
  },
  gradient_feature_alignment: {
    id: 'gradient_feature_alignment',
    label: 'Gradient-feature alignment',
    range: [-1, 1],
    says:
      'Whether the gradient at the features carries the structure of the task: near 0 once ' +
      'the training data are fitted is lazy memorising, above 0.3 signal flows.',
    perLayer: false,
  },
  gradient_agreement: {
    id: 'gradient_agreement',
    label: 'Gradient agreement',
    range: [-1, 1],
    says:
      'Mean cosine between gradients of different mini-batches: near 0 they mostly cancel, ' +
      'near 1 they pull the same way.',
    perLayer: false,
  },
  gradient_noise_scale: {
    id: 'gradient_noise_scale',
    label: 'Gradient noise scale',
    range: [null, null],
    says:
      'Batch size at which noise and signal of the gradient are equally large: far above ' +
      'the batch size means noisy steps, far below means that larger batches gain nothing.',
    perLayer: false,
  },
  update_ratio: {
    id: 'update_ratio',
    label: 'Update ratio',
    range: [0, null],
    says:
      'Size of one step over the size of the weights: far below 1e-3 hardly trains, far ' +
      'above it jumps.',
    perLayer: true,
  },
  dead_units: {
    id: 'dead_units',
    label: 'Dead units',
    range: [0, 1],
    says:
      'Share of units that no probe sample switches on: low is healthy, high is lost ' +
      'capacity that gets no gradient.',
    perLayer: true,
  },
  confident_share: {
    id: 'confident_share',
    label: 'Confident samples',
    range: [0, 1],
    says:
      'Share of training samples with a loss below 0.2: low is still learning, a jump while ' +
      'the validation loss rises is memorising.',
    perLayer: false,
  },
  sharpness_ratio: {
    id: 'sharpness_ratio',
    label: 'Sharpness over stability limit',
    range: [null, null],
    says:
      'Largest curvature times learning rate over 2: below 1 is stable for full-batch ' +
      'descent, above 2 at the start means that it will jump away.',
    perLayer: false,
  },
  decay_horizon: {
    id: 'decay_horizon',
    label: 'Decay horizon',
    range: [0, null],
    says:
      'Epochs over which weight decay forgets: below 1 it forgets within an epoch, above ' +
      'the length of the run it has no grip.',
    perLayer: false,
  },
  total_shrink: {
    id: 'total_shrink',
    label: 'Total shrink',
    range: [0, null],
    says:
      'S, where e to the minus S is what weight decay would leave of the initial weights ' +
      'over the whole run: below 0.1 it has no grip, 0.5 to 1 was best in measurements, ' +
      'above 4 it rules.',
    perLayer: false,
  },
  weight_norm_ratio: {
    id: 'weight_norm_ratio',
    label: 'Weight norm ratio',
    range: [0, null],
    says:
      'Size of the weights over their size at the start: well below 1 weight decay ' +
      'outweighs learning, above 1 the weights have grown.',
    perLayer: true,
  },
  weight_movement: {
    id: 'weight_movement',
    label: 'Weight movement',
    range: [0, null],
    says:
      'New part of the weights, at a right angle to the start, over the size of the start: ' +
      'near 0 little was learned, large at chance level means the learning rate is too ' +
      'high.',
    perLayer: true,
  },
  loss_gap: {
    id: 'loss_gap',
    label: 'Loss gap',
    range: [null, null],
    says:
      'Validation loss above training loss in units of the loss of guessing: below 0.02 ' +
      'there is no over-fitting to see, above 0.1 there is.',
    perLayer: false,
  },
  score_gap: {
    id: 'score_gap',
    label: 'Score gap',
    range: [null, null],
    says:
      'Training score above validation score: near 0 there is no gap, a high one late in a ' +
      'run is over-fitting; early it says little.',
    perLayer: false,
  },
  constant_units: {
    id: 'constant_units',
    label: 'Constant units',
    range: [0, 1],
    says:
      'Share of units that are on for no probe sample or for all: low is healthy, above 0.3 ' +
      'the layer hardly switches.',
    perLayer: true,
  },
  batch_oui: {
    id: 'batch_oui',
    label: 'Batch OUI',
    range: [0, 1],
    says:
      'How evenly units split the probe batch: near 0 they are constant, near 1 they split ' +
      'it in half; not on the scale of OUI.',
    perLayer: true,
  },
  class_alignment: {
    id: 'class_alignment',
    label: 'Class alignment',
    range: [-1, 1],
    says:
      'How far neurons that vote for a class point at the mean of its inputs: near 0 at ' +
      'random, near 1 all the same way.',
    perLayer: false,
  },
};
