import type { ParameterRanges } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';

/**
 * Where to look when nobody says: learning rate and weight decay, three powers of ten around the
 * config's rate, and every weight decay that has a grip and leaves the weights something.
 */
export function usualRanges({ optimizer }: Settings): ParameterRanges {
  const rate = optimizer.learning_rate;
  const [low, high] =
    optimizer.kind === 'adamw' || optimizer.kind === 'muon' ? [1e-3, 30] : [1e-6, 0.1];
  const decay = optimizer.weight_decay > 0 ? optimizer.weight_decay : low;
  return {
    'optimizer.learning_rate': { kind: 'log', low: rate / 30, high: rate * 30 },
    'optimizer.weight_decay': {
      kind: 'log',
      low: Math.min(low, decay),
      high: Math.max(high, decay),
    },
  };
}
