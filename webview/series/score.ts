import type { RunView } from '../../src/protocol/runView';
import { overEpochs } from './overEpochs';
import type { Series } from './series';

/** Train and validation score by epoch: accuracy in [0, 1], or R squared for regression. */
export function scoreSeries(view: RunView): readonly Series[] {
  const train = { id: 'train', label: 'train', role: 'main' } as const;
  const validation = { id: 'validation', label: 'validation', role: 'main' } as const;
  return [
    overEpochs(view.epochs, train, {
      key: 'train score',
      of: (epoch) => epoch.metrics['train_score'] ?? epoch.trainScore,
    }),
    overEpochs(view.epochs, validation, {
      key: 'validation score',
      of: (epoch) => epoch.validationScore,
    }),
  ].filter((series) => series !== undefined);
}
