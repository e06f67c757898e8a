import { finite, type Measured } from '../../metrics/measured';
import type { Vector } from '../../metrics/vector';
import type { ModelPlan } from '../model/plan';
import type { Quantity, Reading } from './observeProgram';
import type { References } from './references';
import { neuronReading, updateReading, weightReadings } from './weightReadings';

export type LayerValues = Record<string, Measured>;

/** Metrics of the run and of each layer, by metric id. */
export interface Metrics {
  readonly run: LayerValues;
  readonly layers: Record<string, LayerValues>;
}

/** Turns the numbers of one look into metrics. */
export function readMetrics(
  values: Vector,
  readings: readonly Reading[],
  plan: Pick<ModelPlan, 'parameters'>,
  references: References,
  scaleFree: readonly string[],
): Metrics {
  const run: LayerValues = {};
  const layers: Record<string, LayerValues> = {};
  const byLayer = sortByLayer(values, readings, run);
  for (const [layer, seen] of Object.entries(byLayer)) {
    const metrics: LayerValues = (layers[layer] = {});
    const number = (quantity: Quantity) => seen[quantity]?.[0];
    for (const id of ['oui', 'dead_units'] as const) {
      const value = number(id);
      if (value !== undefined) metrics[id] = finite(value, id);
    }
    const slot = plan.parameters.findIndex((one) => one.layer === layer && one.role === 'weight');
    const [along, across] = [number('weightAlong'), number('weightAcross')];
    if (along !== undefined && across !== undefined) {
      const weights = weightReadings(along, across, references.startNorms[slot]!);
      metrics['weight_norm_ratio'] = weights.weight_norm_ratio;
      metrics['weight_movement'] = weights.weight_movement;
      if (!scaleFree.includes(layer)) metrics['weight_change'] = weights.weight_change;
    }
    const [update, before] = [number('update'), number('before')];
    if (update !== undefined && before !== undefined)
      metrics['update_ratio'] = updateReading(update, before);
    const { neuronAlong, neuronSize } = seen;
    if (neuronAlong && neuronSize)
      metrics['neuron_alignment'] = neuronReading(
        neuronAlong,
        neuronSize,
        references.directed[slot]!,
      );
  }
  return { run, layers };
}

type Seen = Partial<Record<Quantity, Vector>>;

/** What belongs to no layer goes straight into `run`. */
function sortByLayer(
  values: Vector,
  readings: readonly Reading[],
  run: LayerValues,
): Record<string, Seen> {
  const byLayer: Record<string, Seen> = {};
  let from = 0;
  for (const { quantity, layer, length } of readings) {
    const part = values.subarray(from, from + length);
    from += length;
    if (layer === undefined) run[quantity] = finite(part[0] ?? NaN, quantity);
    else (byLayer[layer] ??= {})[quantity] = part;
  }
  return byLayer;
}
