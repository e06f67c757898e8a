import type { OptimizerSettings } from '../../protocol/settings';
import type { OptimizerPlan } from './optimizer';
import { adam } from './optimizers/adam';
import { momentum } from './optimizers/momentum';
import { muon } from './optimizers/muon';
import { sgd } from './optimizers/sgd';
import type { ModelPlan } from './plan';

/**
 * The optimizer of the config as operations on the flat vectors. Decay reaches all parameters,
 * biases and gains too, as PyTorch's does by default. `momentum` serves momentum and muon; Adam's
 * constants are PyTorch's 0.9, 0.999 and 1e-8.
 */
export function planOptimizer(
  settings: OptimizerSettings,
  plan: Pick<ModelPlan, 'parameters'>,
): OptimizerPlan {
  const { weight_decay } = settings;
  switch (settings.kind) {
    case 'sgd':
      return sgd(weight_decay);
    case 'momentum':
      return momentum(settings.momentum, weight_decay);
    case 'adam':
      return adam('coupled', weight_decay);
    case 'adamw':
      return adam('decoupled', weight_decay);
    case 'muon':
      return muon(settings.momentum, weight_decay, plan.parameters);
  }
}
