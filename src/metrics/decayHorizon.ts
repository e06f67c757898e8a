import { decayRate, type DecaySettings } from './decayRate';
import { finite, notDefined, type Measured } from './measured';

/**
 * Over how many epochs weight decay forgets: for adamw the weights are a moving average of their
 * updates with this time constant.
 *
 *   tau = 1 / (lr wd) steps = 1 / (lr wd stepsPerEpoch) epochs       adamw, muon, sgd
 *   tau = (1 - momentum) / (lr wd stepsPerEpoch)                      momentum
 *
 * At a constant learning rate, total shrink = epochs / tau.
 * Range: (0, no bound). Direction: below 1 epoch the network forgets data it has not seen again,
 * above the length of the run weight decay has no grip. Cost: free.
 * Source: arXiv 2405.13698 (adamw); the form for sgd follows from `decayRate`.
 * Limits: for sgd and momentum it is only the time in which idle weights fall to 1 / e, not an
 * average over updates, and no advice may rest on it alone. `not_applicable` for adam and for no
 * weight decay (nothing is ever forgotten), `not_finite` for NaN or infinite input,
 * `zero_denominator` for a learning rate of 0.
 * @throws RangeError for a negative learning rate or for steps per epoch that are not positive.
 */
export function decayHorizon(
  settings: DecaySettings & { readonly learningRate: number; readonly stepsPerEpoch: number },
): Measured {
  const { learningRate, stepsPerEpoch } = settings;
  if (learningRate < 0)
    throw new RangeError(`A learning rate of ${learningRate}: 0 or more needed.`);
  if (stepsPerEpoch <= 0)
    throw new RangeError(`${stepsPerEpoch} steps per epoch: more than 0 needed.`);
  const rate = decayRate(settings);
  if (typeof rate !== 'number') return rate;
  if (!Number.isFinite(learningRate) || !Number.isFinite(stepsPerEpoch)) {
    return notDefined(
      'not_finite',
      `The learning rate is ${learningRate}, steps per epoch ${stepsPerEpoch}.`,
    );
  }
  if (rate === 0) {
    return notDefined('not_applicable', 'Without weight decay nothing is ever forgotten.');
  }
  if (learningRate === 0) return notDefined('zero_denominator', 'The learning rate is 0.');
  return finite(1 / (rate * learningRate * stepsPerEpoch), 'The decay horizon');
}
