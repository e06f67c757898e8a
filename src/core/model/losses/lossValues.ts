import type { Value } from '../../program/program';

export interface SampleLosses {
  /** [batch]; the loss of a batch is their mean. */
  readonly losses: Value;
  /** [batch]: 1 or 0 (shares where classes tie); for values the sample's sum of squared errors. */
  readonly correct: Value;
}
