import { resolve } from 'node:path';
import { checkSettings } from '../../../src/config/checkSettings';
import type { Dataset } from '../../../src/core/data/dataset';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { Settings } from '../../../src/protocol/settings';

const bundledFolder = resolve(__dirname, '../../../examples/data');

type Raw = { readonly [key: string]: unknown };

/** A small config; what is given replaces whole keys, `training` and `optimizer` key by key. */
export function smallSettings(given: Raw = {}): Settings {
  const { training = {}, optimizer = {}, ...others } = given as Record<string, Raw>;
  const checked = checkSettings({
    dataset: { kind: 'synthetic', name: 'clusters', samples: 60, dimension: 5, classes: 3 },
    model: { kind: 'mlp', hidden: [8, 6] },
    loss: 'cross_entropy',
    optimizer: { kind: 'adamw', learning_rate: 0.01, weight_decay: 0.01, ...optimizer },
    training: { epochs: 3, batch_size: 16, ...training },
    ...others,
  });
  if (!checked.settings) throw new Error(JSON.stringify(checked.issues));
  return checked.settings;
}

export function dataOf(settings: Settings): Promise<Dataset> {
  return loadDataset(settings, { bundledFolder });
}
