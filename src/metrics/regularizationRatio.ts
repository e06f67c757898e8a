import { ratio, type Measured } from './measured';

/**
 * How strongly weight decay pulls, against the pull of the data.
 *
 *   wd |W| / |g|                                sgd, momentum, adam: decay joins the gradient
 *   lr wd |W| / |Delta W + lr wd W|             adamw, muon: decay is a part of its own of the step
 *
 * g is the gradient of the data loss, Delta W the last step, W the weights it started from.
 * Shapes: the two norms, of a layer or of the network. Range: [0, no bound). Direction: about 0 no
 * grip; about 1 the two hold each other, as at the end of a run that decay keeps in balance; far
 * above 1 the weights shrink whatever the data say.
 * Cost: free once both norms are known. Source: common practice; docs/metrics.md.
 * Limits: compares sizes, not directions; one step of adamw is noisy. `zero_denominator` when the
 * data pull is zero, `not_finite` for NaN or infinite norms.
 */
export function regularizationRatio(decayPull: number, dataPull: number): Measured {
  return ratio(decayPull, dataPull, 'The regularization ratio', 'The data do not pull.');
}
