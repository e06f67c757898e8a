import type { OptimizerPlan } from '../optimizer';
import { coupledDecay } from './coupledDecay';
import { named } from './named';

/** p - learning rate x (g + decay p). */
export function sgd(weightDecay: number): OptimizerPlan {
  return {
    moments: [],
    scalars: (_step, learningRate) => ({ learning_rate: learningRate }),
    update(b, { parameters, gradient, scalars }) {
      const direction = coupledDecay(b, gradient, parameters, weightDecay);
      const change = b.multiply(direction, named(scalars, 'learning_rate'));
      return { parameters: b.subtract(parameters, change), moments: {} };
    },
  };
}
