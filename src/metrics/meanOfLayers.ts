import { isDefined, notDefined, type Measured } from './measured';

/**
 * Plain mean of a metric over layers, each weighing the same whatever its size.
 *
 * Layers where the metric cannot exist (`too_few_units`, `too_few_samples`, `zero_denominator`,
 * `not_applicable`) are left out. One layer that is `not_finite` makes the mean `not_finite`: a
 * network with a broken layer must not look like one without that layer.
 * With nothing left the first layer's reason is passed on; without layers it is `not_applicable`.
 */
export function meanOfLayers(layers: readonly Measured[]): Measured {
  let sum = 0;
  let count = 0;
  for (const layer of layers) {
    if (typeof layer === 'number') {
      if (!Number.isFinite(layer)) {
        return notDefined('not_finite', `The value of a layer is ${layer}.`);
      }
      sum += layer;
      count++;
    } else if (layer.notDefined === 'not_finite') {
      return layer;
    }
  }
  if (count > 0) return sum / count;
  return (
    layers.find((layer) => !isDefined(layer)) ??
    notDefined('not_applicable', 'There is no layer to take the mean over.')
  );
}
