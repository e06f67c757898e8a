import type { OptimizerPlan } from '../optimizer';
import { adamScalars, adamStep } from './adamStep';
import { coupledDecay } from './coupledDecay';
import { decoupledDecay } from './decoupledDecay';
import { named } from './named';

/**
 * Adam, or AdamW where the decay is decoupled.
 * @param decay `coupled` adds it to the gradient (Adam), `decoupled` shrinks the weights (AdamW)
 */
export function adam(decay: 'coupled' | 'decoupled', weightDecay: number): OptimizerPlan {
  return {
    moments: ['first', 'second'],
    scalars: (step, learningRate) => ({ learning_rate: learningRate, ...adamScalars(step) }),
    update(b, { parameters, gradient, moments, scalars }) {
      const learningRate = named(scalars, 'learning_rate');
      const isCoupled = decay === 'coupled';
      const before = {
        parameters: isCoupled
          ? parameters
          : decoupledDecay(b, parameters, learningRate, weightDecay),
        first: named(moments, 'first'),
        second: named(moments, 'second'),
      };
      const direction = isCoupled ? coupledDecay(b, gradient, parameters, weightDecay) : gradient;
      const rate = b.multiply(learningRate, named(scalars, 'correction'));
      const after = adamStep(b, before, direction, rate, named(scalars, 'epsilon'));
      return {
        parameters: after.parameters,
        moments: { first: after.first, second: after.second },
      };
    },
  };
}
