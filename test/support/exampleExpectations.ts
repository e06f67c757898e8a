import type { Verdict } from '../../src/protocol/finding';

/** What the diagnosis has to say of an example, whatever its seed. */
export interface Expectation {
  readonly verdict: Verdict;
  /** `finished` when left out. */
  readonly outcome?: 'finished' | 'diverged';
  /** The one change that comes first; without it nothing may be called a problem. */
  readonly advice?: {
    readonly rule: string;
    readonly path: string;
    readonly direction: 'up' | 'down';
  };
}

/** Every file in `examples/`, and what is expected of it. */
export const expectations: Readonly<Record<string, Expectation>> = {
  'digits.fit.yaml': { verdict: 'balanced' },
  'fashion.fit.yaml': { verdict: 'balanced' },
  'fashion-cnn.fit.yaml': { verdict: 'balanced' },
  'tanh.fit.yaml': { verdict: 'balanced' },
  'without-validation.fit.yaml': { verdict: 'undecided' },
  'one-run-cannot-tell.fit.yaml': { verdict: 'undecided' },
  'weight-decay-too-high.fit.yaml': {
    verdict: 'underfitting',
    advice: { rule: 'weight-decay-too-high', path: 'optimizer.weight_decay', direction: 'down' },
  },
  'noisy-labels-without-weight-decay.fit.yaml': {
    verdict: 'overfitting',
    advice: { rule: 'weight-decay-too-low', path: 'optimizer.weight_decay', direction: 'up' },
  },
  'learning-rate-too-high.fit.yaml': {
    verdict: 'unstable',
    outcome: 'diverged',
    advice: { rule: 'diverged', path: 'optimizer.learning_rate', direction: 'down' },
  },
  'stuck-at-chance.fit.yaml': {
    verdict: 'unstable',
    advice: { rule: 'diverged', path: 'optimizer.learning_rate', direction: 'down' },
  },
  'learning-rate-too-low.fit.yaml': {
    verdict: 'underfitting',
    advice: { rule: 'learning-rate-too-low', path: 'optimizer.learning_rate', direction: 'up' },
  },
  'initialization-too-large.fit.yaml': {
    verdict: 'lazy',
    advice: { rule: 'initialization-too-large', path: 'model.init.scale', direction: 'down' },
  },
};
