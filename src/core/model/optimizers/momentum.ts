import type { OptimizerPlan } from '../optimizer';
import { coupledDecay } from './coupledDecay';
import { named } from './named';

/** PyTorch's SGD with momentum: v = mu v + g + decay p; p - learning rate x v. No dampening, no Nesterov. */
export function momentum(mu: number, weightDecay: number): OptimizerPlan {
  return {
    moments: ['velocity'],
    scalars: (_step, learningRate) => ({ learning_rate: learningRate }),
    update(b, { parameters, gradient, moments, scalars }) {
      const direction = coupledDecay(b, gradient, parameters, weightDecay);
      const velocity = b.add(b.multiply(named(moments, 'velocity'), mu), direction);
      const change = b.multiply(velocity, named(scalars, 'learning_rate'));
      return { parameters: b.subtract(parameters, change), moments: { velocity } };
    },
  };
}
