import { notDefined, type Measured } from './measured';

/** What of an optimizer decides how weight decay shrinks the weights. */
export interface DecaySettings {
  readonly optimizer: 'sgd' | 'momentum' | 'adam' | 'adamw' | 'muon';
  readonly weightDecay: number;
  /** Read for `momentum` only: plain `sgd` has none, and `muon` decays outside of its momentum. */
  readonly momentum: number;
}

/**
 * Share of the weights that weight decay takes away for each unit of learning rate, when the
 * gradients do nothing: d log|W| = -rate * learning rate, summed over steps.
 *
 *   sgd, adamw, muon: wd        momentum: wd / (1 - momentum)
 *
 * Decay is added to the gradient for sgd, momentum and adam (momentum then multiplies it by
 * 1 / (1 - momentum)) and decoupled for adamw and muon.
 * Range: [0, no bound). Source: the update rules, as PyTorch has them.
 * Limits: `not_applicable` for adam at any decay, 0 too: its decay goes through the normalization
 * by gradient size, so that no rate follows from the settings. `not_finite` for a NaN or infinite
 * setting.
 * @throws RangeError for a negative decay or a momentum outside [0, 1).
 */
export function decayRate(settings: DecaySettings): Measured {
  const { optimizer, weightDecay, momentum } = settings;
  if (!Number.isFinite(weightDecay)) {
    return notDefined('not_finite', `Weight decay is ${weightDecay}.`);
  }
  if (weightDecay < 0) throw new RangeError(`A weight decay of ${weightDecay}: 0 or more needed.`);
  switch (optimizer) {
    case 'sgd':
    case 'adamw':
    case 'muon':
      return weightDecay;
    case 'momentum':
      if (!Number.isFinite(momentum)) {
        return notDefined('not_finite', `Momentum is ${momentum}.`);
      }
      if (momentum < 0 || momentum >= 1) {
        throw new RangeError(`A momentum of ${momentum}: it has to be in [0, 1).`);
      }
      return weightDecay / (1 - momentum);
    case 'adam':
      return notDefined(
        'not_applicable',
        'adam divides weight decay by the size of the gradients, so how far it shrinks the weights ' +
          'does not follow from the settings; adamw decays independently of them.',
      );
    default:
      throw new RangeError(`Optimizer ${JSON.stringify(optimizer satisfies never)} is not known.`);
  }
}
