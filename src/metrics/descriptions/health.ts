import type { Described } from './metricDescription';

/** Whether layers, steps and weight decay are in order. */
export const healthDescriptions = {
  gradient_noise_scale: {
    id: 'gradient_noise_scale',
    label: 'Gradient noise scale',
    range: [null, null],
    says:
      'Batch size at which noise and signal of the gradient are equally large: far above ' +
      'the batch size means noisy steps, far below means that larger batches gain nothing.',
    group: 'health',
    perLayer: false,
    source: 'arXiv 1812.06162.',
    limits: 'Of few mini-batches; no value once the signal is lost in noise; made for SGD.',
  },
  update_ratio: {
    id: 'update_ratio',
    label: 'Update ratio',
    range: [0, null],
    says:
      'Size of one step over the size of the weights: far below 1e-3 hardly trains, far ' +
      'above it jumps.',
    group: 'health',
    perLayer: true,
    source: 'Common practice.',
    limits: 'A rule of thumb; settles by itself in front of a normalization.',
  },
  dead_units: {
    id: 'dead_units',
    label: 'Dead units',
    range: [0, 1],
    says:
      'Share of units that no probe sample switches on: low is healthy, high is lost ' +
      'capacity that gets no gradient.',
    group: 'health',
    perLayer: true,
    source: 'Common practice.',
    limits: 'Dead on the probe is not dead on all data; needs ReLU, GELU or SiLU.',
  },
  sharpness_ratio: {
    id: 'sharpness_ratio',
    label: 'Sharpness over stability limit',
    range: [null, null],
    says:
      'Largest curvature times learning rate over 2: below 1 is stable for full-batch ' +
      'descent, above 2 at the start means that it will jump away.',
    group: 'health',
    perLayer: false,
    source: 'arXiv 2103.00065 (edge of stability).',
    limits: 'A limit of full-batch descent; mini-batches settle lower, Adam has another.',
  },
  decay_horizon: {
    id: 'decay_horizon',
    label: 'Decay horizon',
    range: [0, null],
    says:
      'Epochs over which weight decay forgets: below 1 it forgets within an epoch, above ' +
      'the length of the run it has no grip.',
    group: 'health',
    perLayer: false,
    source: 'arXiv 2405.13698.',
    limits: 'For sgd and momentum only the time in which idle weights fall to a third.',
  },
  total_shrink: {
    id: 'total_shrink',
    label: 'Total shrink',
    range: [0, null],
    says:
      'S, where e to the minus S is what weight decay would leave of the initial weights ' +
      'over the whole run: below 0.1 it has no grip, 0.5 to 1 was best in measurements, ' +
      'above 4 it rules.',
    group: 'health',
    perLayer: false,
    source: 'Measured for this project (docs/metrics.md).',
    limits: 'Right only with a tuned learning rate; not defined for adam.',
  },
  weight_norm_ratio: {
    id: 'weight_norm_ratio',
    label: 'Weight norm ratio',
    range: [0, null],
    says:
      'Size of the weights over their size at the start: well below 1 weight decay ' +
      'outweighs learning, above 1 the weights have grown.',
    group: 'health',
    perLayer: true,
    source: 'Measured for this project (docs/metrics.md).',
    limits: 'In front of a normalization the norm drifts without a change of the function.',
  },
  constant_units: {
    id: 'constant_units',
    label: 'Constant units',
    range: [0, 1],
    says:
      'Share of units that are on for no probe sample or for all: low is healthy, above 0.3 ' +
      'the layer hardly switches.',
    group: 'health',
    perLayer: true,
    source: 'Common practice.',
    limits: 'Depends on the probe samples.',
  },
  gradient_norm: {
    id: 'gradient_norm',
    label: 'Gradient norm',
    range: [0, null],
    says:
      'Size of the loss gradient: layers far below others hardly train, far above others ' +
      'they jump.',
    group: 'health',
    perLayer: true,
    source: 'Glorot and Bengio 2010.',
    limits: 'The scale is that of the loss; hardly matters under Adam.',
  },
  saturated_units: {
    id: 'saturated_units',
    label: 'Saturated units',
    range: [0, 1],
    says: 'Share of tanh units in the flat part: low is healthy, high ones pass no gradient.',
    group: 'health',
    perLayer: true,
    source: 'Glorot and Bengio 2010.',
    limits: 'Tanh only; depends on the probe samples.',
  },
  sharpness: {
    id: 'sharpness',
    label: 'Sharpness',
    range: [null, null],
    says:
      'Largest curvature of the training loss: low is flat, high bounds the learning rate ' +
      'that is stable.',
    group: 'health',
    perLayer: false,
    source: 'arXiv 2103.00065.',
    limits: 'Of at most 512 training samples; says nothing of generalisation.',
  },
  balancedness: {
    id: 'balancedness',
    label: 'Imbalance of layers',
    range: [0, 1],
    says:
      'Difference between weights into and out of units: 0 is balanced, near 1 one side is ' +
      'far larger.',
    group: 'health',
    perLayer: true,
    source: 'Du et al. 2018, arXiv 1806.00900.',
    limits: 'ReLU without normalization.',
  },
  balance_drift: {
    id: 'balance_drift',
    label: 'Balance drift',
    range: [0, null],
    says:
      'Change of what gradient flow would keep: near 0 training is close to gradient flow, ' +
      'high means large steps or weight decay.',
    group: 'health',
    perLayer: true,
    source: 'Du et al. 2018, arXiv 1806.00900.',
    limits: 'ReLU without normalization; momentum and Adam do not keep it either.',
  },
  regularization_ratio: {
    id: 'regularization_ratio',
    label: 'Decay over data pull',
    range: [0, null],
    says:
      'Pull of weight decay over that of the data: near 0 decay has no grip, near 1 they ' +
      'hold each other, far above 1 weights only shrink.',
    group: 'health',
    perLayer: true,
    source: 'Common practice.',
    limits: 'Sizes, not directions; one step of adamw is noisy.',
  },
} as const satisfies Described;
