import { meanOfLayers } from '../../metrics/meanOfLayers';
import type { LayerValues } from './readings';

/**
 * Each metric's mean over the layers that have it. The weight change is defined over the hidden
 * layers (`metrics/weightChange`); the measured rules on norm and movement read all of them.
 */
export function layerMeans(layers: Readonly<Record<string, LayerValues>>): LayerValues {
  const ids = new Set(Object.values(layers).flatMap((values) => Object.keys(values)));
  const means: LayerValues = {};
  for (const id of ids) {
    const values = Object.entries(layers).flatMap(([layer, { [id]: value }]) =>
      value === undefined || (id === 'weight_change' && layer === 'output') ? [] : [value],
    );
    if (values.length > 0) means[id] = meanOfLayers(values);
  }
  return means;
}
