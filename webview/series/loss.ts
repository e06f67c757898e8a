import type { RunView } from '../../src/protocol/runView';
import { overEpochs } from './overEpochs';
import type { Series } from './series';

/**
 * Mini-batch loss by step, train and validation loss by epoch. The train loss is the one evaluated
 * after the epoch where the run has it, else the mean over the epoch's mini-batches.
 */
export function lossSeries(view: RunView): readonly Series[] {
  const { steps, epochs } = view;
  const train = { id: 'train', label: 'train', role: 'main' } as const;
  const validation = { id: 'validation', label: 'validation', role: 'main' } as const;
  const batch = { id: 'batch', label: 'mini-batch', role: 'background' } as const;
  return [
    overEpochs(steps, batch, { key: 'batch loss', of: (step) => step.trainLoss }),
    overEpochs(epochs, train, {
      key: 'train loss',
      of: (epoch) => epoch.metrics['train_loss'] ?? epoch.trainLoss,
    }),
    overEpochs(epochs, validation, { key: 'validation loss', of: (epoch) => epoch.validationLoss }),
  ].filter((series) => series !== undefined);
}
