import { isDefined, notDefined, type Measured } from '../../metrics/measured';
import type { Vector } from '../../metrics/vector';
import type { ModelPlan } from '../model/plan';
import { gradientFeatureReading, kernelTargetReading } from './alignmentReadings';
import type { AlignmentNumbers } from './alignmentReadings';
import type { PatternSums } from './patternOperations';
import { deadReading, ouiReading } from './patternReadings';
import type { Quantity, Reading } from './observeProgram';
import type { LayerReference } from './references';
import { neuronReading, updateReading, weightReadings } from './weightReadings';
import type { WeightSums } from './weightSums';

export type LayerValues = Record<string, Measured>;

/** Metrics of the run and of each layer, by metric id. */
export interface Metrics {
  readonly run: LayerValues;
  readonly layers: Record<string, LayerValues>;
}

/** Where and on what a run is looked at; the same for all of its looks. */
export interface Scene {
  readonly plan: Pick<ModelPlan, 'layers'>;
  readonly readings: readonly Reading[];
  /** Size of the probe batch. */
  readonly samples: number;
  /** |Y~Y~'| of the probe's targets. */
  readonly targetKernel: number;
  /** Layers whose weights have no size of their own. */
  readonly scaleFree: readonly string[];
  readonly references: readonly LayerReference[];
}

/**
 * Turns one look into metrics: the numbers of the observing program, in the order of the scene's
 * readings, and the weight sums of each layer, in the order of its references.
 */
export function readMetrics(
  scene: Scene,
  numbers: Vector,
  weights: readonly WeightSums[],
): Metrics {
  const { network, byLayer } = sort(numbers, scene.readings);
  const layers: Record<string, LayerValues> = {};
  for (const { name, units } of scene.plan.layers)
    layers[name] = patternMetrics(byLayer[name], { ...scene, units }, network.logits);
  scene.references.forEach((reference, index) => {
    const { layer } = reference.slot;
    Object.assign(
      (layers[layer] ??= {}),
      weightMetrics(weights[index]!, reference, scene.scaleFree.includes(layer)),
    );
  });
  return { run: alignmentMetrics(network, scene), layers };
}

type Numbers = Partial<Record<Quantity, number>>;

function sort(numbers: Vector, readings: readonly Reading[]) {
  const network: Numbers = {};
  const byLayer: Record<string, Numbers> = {};
  readings.forEach(({ quantity, layer }, index) => {
    const place = layer === undefined ? network : (byLayer[layer] ??= {});
    place[quantity] = numbers[index]!;
  });
  return { network, byLayer };
}

function patternMetrics(
  seen: Numbers | undefined,
  size: { readonly samples: number; readonly units: number },
  logits: number | undefined,
): LayerValues {
  const { distances, aliveUnits } = (seen ?? {}) as Partial<Record<keyof PatternSums, number>>;
  if (distances === undefined || aliveUnits === undefined) return {};
  if (!Number.isFinite(logits)) {
    const broken = notDefined('not_finite', 'Activations are not finite.');
    return { oui: broken, dead_units: broken };
  }
  return { oui: ouiReading(distances, size), dead_units: deadReading(aliveUnits, size) };
}

function weightMetrics(
  sums: WeightSums,
  { startNorm, direction, directionNorms, slot }: LayerReference,
  isScaleFree: boolean,
): LayerValues {
  const { weight_change, ...others } = weightReadings(sums, startNorm);
  const { step } = sums;
  return {
    ...others,
    ...(!isScaleFree && { weight_change }),
    ...(step && { update_ratio: updateReading(step) }),
    ...(step &&
      direction &&
      slot.layer !== 'output' && { neuron_alignment: neuronReading(step, directionNorms) }),
  };
}

function alignmentMetrics(network: Numbers, { samples, targetKernel }: Scene): LayerValues {
  if (network.kernelSize === undefined) return {};
  const sums = network as AlignmentNumbers;
  return {
    kernel_target_alignment: kernelTargetReading(sums, targetKernel, samples),
    gradient_feature_alignment: gradientFeatureReading(sums, targetKernel, samples),
  };
}

/** The values that are there. */
export function definedOnly(values: LayerValues): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => isDefined(entry[1])),
  );
}
