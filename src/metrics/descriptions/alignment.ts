import type { Described } from './metricDescription';

/** Whether features are learned, and where neurons and gradients point. */
export const alignmentDescriptions = {
  weight_change: {
    id: 'weight_change',
    label: 'Relative weight change',
    range: [0, null],
    says:
      'Distance of the weights from their start over the size of the start: below 0.3 when ' +
      'the training data are fitted is lazy, 0.5 to 5 learns features, above 8 is unstable ' +
      'or too rich.',
    group: 'alignment',
    perLayer: true,
    source: 'arXiv 2602.00827 and measurements of this project.',
    limits: 'Meaningless in front of a normalization; weight decay alone moves it too.',
  },
  neuron_alignment: {
    id: 'neuron_alignment',
    label: 'Neuron alignment',
    range: [0, 1],
    says:
      'How far neurons point along their own first step: near 0 they kept their random ' +
      'directions, near 1 all turned to where the first gradient pulled.',
    group: 'alignment',
    perLayer: true,
    source: 'A general form inferred from arXiv 2602.00827.',
    limits: 'Over-alignment needs few or noisy labels and a worse validation score as well.',
  },
  kernel_target_alignment: {
    id: 'kernel_target_alignment',
    label: 'Kernel-target alignment',
    range: [-1, 1],
    says:
      'Whether samples of one class look alike to the last hidden layer: near 0 not at all, ' +
      'near 1 as much as the labels do.',
    group: 'alignment',
    perLayer: false,
    source: 'Cortes et al. 2012; arXiv 2310.06110.',
    limits: 'The level depends on the task: compare with the start of the run.',
  },
  gradient_feature_alignment: {
    id: 'gradient_feature_alignment',
    label: 'Gradient-feature alignment',
    range: [-1, 1],
    says:
      'Whether the gradient at the features carries the structure of the task: near 0 once ' +
      'the training data are fitted is lazy memorising, above 0.3 signal flows.',
    group: 'alignment',
    perLayer: false,
    source: 'Li2, arXiv 2509.21519.',
    limits: 'A heuristic but for two layers and group tasks; cannot see that data are too few.',
  },
  gradient_agreement: {
    id: 'gradient_agreement',
    label: 'Gradient agreement',
    range: [-1, 1],
    says:
      'Mean cosine between gradients of different mini-batches: near 0 they mostly cancel, ' +
      'near 1 they pull the same way.',
    group: 'alignment',
    perLayer: false,
    source: 'arXiv 2303.01500.',
    limits: 'Falls with the batch size by itself.',
  },
  weight_movement: {
    id: 'weight_movement',
    label: 'Weight movement',
    range: [0, null],
    says:
      'New part of the weights, at a right angle to the start, over the size of the start: ' +
      'near 0 little was learned, large at chance level means the learning rate is too ' +
      'high.',
    group: 'alignment',
    perLayer: true,
    source: 'Measured for this project (docs/metrics.md).',
    limits: 'Its thresholds do not carry over to rescaled inputs, outputs or initializations.',
  },
  class_alignment: {
    id: 'class_alignment',
    label: 'Class alignment',
    range: [-1, 1],
    says:
      'How far neurons that vote for a class point at the mean of its inputs: near 0 at ' +
      'random, near 1 all the same way.',
    group: 'alignment',
    perLayer: false,
    source: 'arXiv 2602.00827 (feature-learning strength).',
    limits: 'Two-layer networks with one output only.',
  },
  distinct_directions: {
    id: 'distinct_directions',
    label: 'Distinct neuron directions',
    range: [1, null],
    says:
      'Number of directions that neurons have gathered in: as many as neurons is random, 2 ' +
      'or 3 is a simple solution.',
    group: 'alignment',
    perLayer: true,
    source: 'arXiv 2410.02348.',
    limits: 'Groups are chains of neurons within 10 degrees; of the 256 largest neurons.',
  },
  extremal_alignment: {
    id: 'extremal_alignment',
    label: 'Extremal alignment',
    range: [0, 1],
    says:
      'Share of neurons within 10 degrees of a direction that early training leads to: near ' +
      '0 at a random start, near 1 after early alignment.',
    group: 'alignment',
    perLayer: false,
    source: 'arXiv 2401.10791 and 2410.02348.',
    limits: 'Two layers and ReLU; by chance above 0 in few input dimensions.',
  },
  kernel_target_cka: {
    id: 'kernel_target_cka',
    label: 'Kernel-target CKA',
    range: [-1, 1],
    says:
      'Kernel-target alignment free of the bias of few samples: near 0 features know nothing ' +
      'of the classes, near 1 all they tell is the class.',
    group: 'alignment',
    perLayer: false,
    source: 'Kornblith et al. 2019; Song et al. 2012.',
    limits: 'The level depends on the task; slightly negative values are chance.',
  },
  feature_cka: {
    id: 'feature_cka',
    label: 'Features like at the start',
    range: [-1, 1],
    says:
      'Likeness of the features to those at the start: near 1 they are still the random ' +
      'ones, which is lazy, near 0 they are new.',
    group: 'alignment',
    perLayer: true,
    source: 'Kornblith et al. 2019; Song et al. 2012.',
    limits: 'Blind to rotation and scale of the features.',
  },
  kernel_velocity: {
    id: 'kernel_velocity',
    label: 'Kernel velocity',
    range: [0, null],
    says:
      'Turn of the similarities between samples in an epoch: near 0 features stay, high they ' +
      'are being learned.',
    group: 'alignment',
    perLayer: true,
    source: 'Fort et al. 2020, arXiv 2010.15110.',
    limits: 'An average between two looks; of features, not of the tangent kernel.',
  },
  off_diagonal_ratio: {
    id: 'off_diagonal_ratio',
    label: 'Shared features',
    range: [0, 1],
    says:
      'Correlation between units over their own size: flat while features are learned one by ' +
      'one, falling when they push each other apart.',
    group: 'alignment',
    perLayer: false,
    source: 'Li2, arXiv 2509.21519.',
    limits: 'Shown for two layers with a squared activation.',
  },
  gradient_direction_variance: {
    id: 'gradient_direction_variance',
    label: 'Gradient direction variance',
    range: [0, 1],
    says:
      'Mean distance between gradients of mini-batches: near 0 they agree, 0.5 is at right ' +
      'angles.',
    group: 'alignment',
    perLayer: false,
    source: 'arXiv 2303.01500.',
    limits: 'Rises as the batch size falls.',
  },
  gradient_direction_error: {
    id: 'gradient_direction_error',
    label: 'Gradient direction error',
    range: [0, 1],
    says:
      'Mean distance of mini-batch gradients from that of the training data: near 0 a step ' +
      'goes where all data pull, 0.5 is at a right angle.',
    group: 'alignment',
    perLayer: false,
    source: 'arXiv 2303.01500.',
    limits: 'The full gradient is of at most 2048 samples.',
  },
} as const satisfies Described;
