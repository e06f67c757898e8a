import { falling, healthyMetrics, type RunSketch } from '../unit/diagnosis/handMadeRun';

/** A config whose weight decay is far too high, with a comment to keep. */
export const overdecayedText = `# Weight decay made for another optimizer.
name: too much decay
dataset: { kind: bundled, name: digits }
model: { kind: mlp, hidden: [32] }
loss: cross_entropy
optimizer:
  kind: momentum
  learning_rate: 0.05
  weight_decay: 0.2   # keep this comment
training: { epochs: 4 }
`;

/** Weights shrunk to 0.38 of their start, hardly anything learned, no gap. */
export const overdecayedSketch: RunSketch = {
  train: falling(0.8),
  validation: falling(0.805),
  trainScore: () => 0.3,
  validationScore: () => 0.3,
  metrics: () => ({ ...healthyMetrics, weight_norm_ratio: 0.38, total_shrink: 5 }),
};
