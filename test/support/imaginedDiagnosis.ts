import type { Diagnosis } from '../../src/protocol/finding';
import type { Story } from './imaginedRun';

/** A diagnosis to draw beside the imagined run of the same story. */
export function imaginedDiagnosis(story: Story): Diagnosis {
  switch (story) {
    case 'balanced':
    case 'tanh':
      return {
        verdict: 'balanced',
        says: 'Train and validation fall together and no rule speaks against the settings.',
        findings: [],
      };
    case 'overfitting':
      return {
        verdict: 'overfitting',
        says: 'Validation loss stayed 0.53 log classes above train loss while weight decay had no grip (total shrink 0.04).',
        findings: [
          {
            rule: 'weight-decay-without-grip',
            severity: 'problem',
            path: 'optimizer.weight_decay',
            says: 'Weight decay removes only 4 % of the initial weights over the whole run, and the gap between validation and train loss is large.',
            evidence: [
              {
                metric: 'loss_gap',
                step: 460,
                value: 0.53,
                expected: 'below 0.1',
                source: 'measured on 20 tasks: followed once it helps 65 %, harms 7 %',
              },
              {
                metric: 'total_shrink',
                step: 0,
                value: 0.0412,
                expected: 'about 0.5 to 1',
                source: 'measured: near-optimal on all tasks',
              },
            ],
            confidence: 'medium',
            remedies: [
              {
                id: 'weight-decay-to-grip',
                says: 'Sets the total shrink to 0.7, where weight decay was near its best on every task.',
                change: { path: 'optimizer.weight_decay', from: 1e-4, to: 3e-3 },
              },
            ],
          },
          {
            rule: 'lazy-regime',
            severity: 'hint',
            path: 'model.init.scale',
            says: 'The hidden weights moved only 0.21 of their initial norm until the training data was fitted.',
            evidence: [
              {
                metric: 'weight_change',
                step: 180,
                value: 0.21,
                expected: 'above 0.3 when train accuracy reaches 99 %',
                source: 'feature-learning strength, Yeom, Ha and Lee 2026',
              },
            ],
            confidence: 'low',
            remedies: [
              {
                id: 'smaller-init',
                says: 'Try a smaller initialization; tune it after the learning rate and weight decay.',
                change: { path: 'model.init.scale', from: 1, to: 0.5 },
              },
            ],
          },
        ],
      };
    case 'collapsing':
      return {
        verdict: 'underfitting',
        says: 'The weights shrank to 0.27 of their initial norm before the data was fitted.',
        findings: [],
      };
    case 'diverging':
      return {
        verdict: 'unstable',
        says: 'Train loss became NaN at step 184, after rising to 7 times its initial value.',
        findings: [
          {
            rule: 'diverged',
            severity: 'problem',
            path: 'optimizer.learning_rate',
            says: 'The loss became NaN at step 184 at learning rate 1.',
            evidence: [
              {
                metric: 'train_loss',
                step: 184,
                value: NaN,
                expected: 'below 1.15 times the initial loss',
                source: 'measured: followed once it helps 88 %, harms 0 %',
              },
            ],
            confidence: 'high',
            remedies: [
              {
                id: 'lower-learning-rate',
                says: 'Divide by ten, and again until the loss stays finite.',
                change: { path: 'optimizer.learning_rate', from: 1, to: 0.1 },
              },
            ],
          },
        ],
      };
  }
}

export const imaginedConfig = `# The digits example: 8 x 8 images, ten classes.
name: digits baseline
dataset:
  kind: bundled
  name: digits
  validation: 0.2
model:
  kind: mlp
  hidden: [128, 64]
  init: { scheme: he_normal, scale: 1.0 }
loss: cross_entropy
optimizer:
  kind: adamw
  learning_rate: 1e-3
  weight_decay: 1e-4   # PyTorch's default is 1e-2
schedule: { kind: cosine }
training: { epochs: 20, batch_size: 64, seed: 0 }
`;
