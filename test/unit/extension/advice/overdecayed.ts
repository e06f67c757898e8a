import type { Finding } from '../../../../src/protocol/finding';

/** A config whose weight decay is far too high, with comments and spellings to keep. */
export const text = `# The digits example.
name: digits
dataset: { kind: bundled, name: digits }
model:
  kind: mlp
  hidden: [128, 64]
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3
  weight_decay: 3.0   # far too much
training: { epochs: 20 }
`;

export const tooHigh: Finding = {
  rule: 'weight-decay-too-high',
  severity: 'problem',
  path: 'optimizer.weight_decay',
  says: 'Weight decay has shrunk the weights to 38 % of their size at the start.',
  evidence: [
    {
      metric: 'weight_norm_ratio',
      step: 460,
      value: 0.3812,
      expected: 'above 0.7',
      source: 'measured on recorded runs',
    },
    { metric: 'loss_gap', step: 460, value: 0.001, expected: 'above 0.02', source: 'the same' },
  ],
  confidence: 'high',
  remedies: [remedy('weight-decay-too-high', 'optimizer.weight_decay', 3, 1)],
};

/** Two values that belong together; one of them is not in the text. */
export const tooSlow: Finding = {
  ...tooHigh,
  rule: 'learning-rate-too-low',
  severity: 'hint',
  path: 'optimizer.learning_rate',
  confidence: 'medium',
  remedies: [
    remedy('learning-rate-too-low', 'optimizer.learning_rate', 1e-3, 3e-3),
    remedy('learning-rate-too-low', 'optimizer.weight_decay', 3, 0.7),
  ],
};

export const lazy: Finding = {
  ...tooHigh,
  rule: 'lazy-training',
  severity: 'hint',
  path: 'model.init.scale',
  confidence: 'low',
  remedies: [remedy('lazy-training', 'model.init.scale', 1, 0.3)],
};

/** A hint that asks for no change. */
export const notCentred: Finding = {
  ...tooHigh,
  rule: 'inputs-not-centred',
  severity: 'hint',
  path: 'dataset.standardize',
  confidence: 'medium',
  evidence: [],
  remedies: [],
};

function remedy(rule: string, path: string, from: number, to: number): Finding['remedies'][number] {
  return { id: `${rule}:${path}`, says: `Set ${path}`, change: { path, from, to } };
}
