import type { ModelSettings, ModelShape } from '../../../src/protocol/settings';

type Details = Partial<Omit<ModelSettings, 'kind'>>;

/** Model settings with the config's defaults. */
export function modelOf(shape: ModelShape, details: Details = {}): ModelSettings {
  return {
    activation: 'relu',
    normalization: 'none',
    dropout: 0,
    init: { scheme: 'he_normal', scale: 1 },
    output_multiplier: 1,
    ...details,
    ...shape,
  };
}
