import type { Described } from './metricDescription';

/** How well and how honestly a run fits its data. */
export const fitDescriptions = {
  oui: {
    id: 'oui',
    label: 'OUI',
    range: [0, 1],
    says:
      'How differently pairs of samples switch the units on and off: near 0 all samples ' +
      'look alike, near 1 they differ in half of the units; only its change from the start ' +
      'can be read.',
    group: 'fit',
    perLayer: true,
    source: 'arXiv 2504.17160 and its code; all pairs of fixed probe samples.',
    limits:
      'The level belongs to architecture and inputs; other causes than weight decay move it; ' +
      'never alone a reason for a change.',
  },
  oui_relative: {
    id: 'oui_relative',
    label: 'OUI relative to start',
    range: [0, null],
    says:
      'OUI now over OUI at initialization: 1 is unchanged, well below 0.5 is a collapse, ' +
      'more often from a high learning rate than from weight decay.',
    group: 'fit',
    perLayer: true,
    source: 'Measured for this project (docs/metrics.md).',
    limits:
      'Below 0.5 is a collapse, but among runs that are fairly good a change on it helps as ' +
      'often as it harms.',
  },
  confident_share: {
    id: 'confident_share',
    label: 'Confident samples',
    range: [0, 1],
    says:
      'Share of training samples with a loss below 0.2: low is still learning, a jump while ' +
      'the validation loss rises is memorising.',
    group: 'fit',
    perLayer: false,
    source: 'DOM, arXiv 2310.08847.',
    limits: 'The threshold of 0.2 nats is for ten classes.',
  },
  loss_gap: {
    id: 'loss_gap',
    label: 'Loss gap',
    range: [null, null],
    says:
      'Validation loss above training loss in units of the loss of guessing: below 0.02 ' +
      'there is no over-fitting to see, above 0.1 there is.',
    group: 'fit',
    perLayer: false,
    source: 'Measured for this project (docs/metrics.md).',
    limits: 'Needs clean validation data; does not say which setting is to blame.',
  },
  score_gap: {
    id: 'score_gap',
    label: 'Score gap',
    range: [null, null],
    says:
      'Training score above validation score: near 0 there is no gap, a high one late in a ' +
      'run is over-fitting; early it says little.',
    group: 'fit',
    perLayer: false,
    source: 'Common practice.',
    limits: 'Says little before half of the run.',
  },
  batch_oui: {
    id: 'batch_oui',
    label: 'Batch OUI',
    range: [0, 1],
    says:
      'How evenly units split the probe batch: near 0 they are constant, near 1 they split ' +
      'it in half; not on the scale of OUI.',
    group: 'fit',
    perLayer: true,
    source: 'OUIDecay, arXiv 2605.10161.',
    limits: 'Not on the scale of OUI; no threshold carries over.',
  },
  oui_baseline: {
    id: 'oui_baseline',
    label: 'OUI expected at random',
    range: [0, 1],
    says:
      'OUI that a random ReLU network with these inputs has by theory: a start far below it ' +
      'has another cause than training.',
    group: 'fit',
    perLayer: true,
    source: 'Arc-cosine kernel, Cho and Saul 2009.',
    limits: 'Zero biases, dense ReLU layers without normalization, many units.',
  },
  confident_jump: {
    id: 'confident_jump',
    label: 'Rise of confident samples',
    range: [-1, 1],
    says:
      'Rise of the share of confident samples in an epoch: above 0.1 while the validation ' +
      'loss rises is memorising, near 0 nothing changes.',
    group: 'fit',
    perLayer: false,
    source: 'DOM, arXiv 2310.08847.',
    limits: 'An average over the epochs between two evaluations.',
  },
  confident_persistence: {
    id: 'confident_persistence',
    label: 'Confident samples kept',
    range: [0, 1],
    says:
      'Share of the samples once fitted confidently that stayed so: near 1 they are kept for ' +
      'good, low means that they are still traded.',
    group: 'fit',
    perLayer: false,
    source: 'DOM, arXiv 2310.08847.',
    limits: 'Does not say whether what is kept is right.',
  },
} as const satisfies Described;
