import { finite, isDefined, notDefined, type Measured } from '../../../metrics/measured';
import { kernelVelocity } from '../../../metrics/kernelVelocity';
import { offDiagonalRatio } from '../../../metrics/offDiagonalRatio';
import { saturatedBySlopes } from '../../../metrics/saturatedUnits';
import { unbiasedCka } from '../../../metrics/unbiasedCka';
import { norm, type Vector } from '../../../metrics/vector';
import type { Tensors } from '../../engines/engine';
import { numbers } from '../../training/evaluate';
import type { LayerValues, Metrics } from '../readings';

/**
 * A centred Gram matrix of float32 features this many times smaller than the square of the means
 * that were taken out is rounding (see alignmentReadings).
 */
const rounding = 1e-11;

/** Gram matrices of hidden layers at one look, and when it was. */
export interface Kernels {
  readonly grams: Readonly<Record<string, Vector>>;
  /** Of what the output layer reads. */
  readonly features: Vector;
  readonly epoch: number;
}

/** What the kernels of a look are compared with; both absent at the start. */
export interface EarlierKernels {
  readonly start?: Kernels;
  readonly before?: Kernels;
}

/** Centred Gram matrices out of a run of the kernel program; zeros where layers do not vary. */
export function kernelsOf(
  result: Tensors,
  layers: readonly string[],
  samples: number,
  epoch: number,
): Kernels {
  const gramOf = (name: string): Vector => {
    const gram = numbers(result, `gram.${name}`);
    const level = numbers(result, `level.${name}`)[0]!;
    return norm(gram) <= rounding * samples * level ? gram.map(() => 0) : gram.slice();
  };
  return {
    grams: Object.fromEntries(layers.map((layer) => [layer, gramOf(layer)])),
    features: gramOf('features'),
    epoch,
  };
}

/**
 * Metrics of the kernel program's results. Twins: `unbiasedCka`, `kernelVelocity`,
 * `offDiagonalRatio`, `saturatedUnits`, `constantUnits`, `batchOui` of metrics.
 * @param targetGram YY' of the probe
 */
export function kernelReadings(
  result: Tensors,
  now: Kernels,
  { start = now, before }: EarlierKernels,
  targetGram: Vector,
  samples: number,
): Metrics {
  const layers: Record<string, LayerValues> = {};
  for (const [layer, gram] of Object.entries(now.grams)) {
    const [firing, slopes] = [result[`firing.${layer}`]?.data, result[`slope.${layer}`]?.data];
    const last = before?.grams[layer];
    layers[layer] = {
      feature_cka: unbiasedCka(gram, start.grams[layer]!, samples),
      ...(last &&
        before && { kernel_velocity: kernelVelocity(gram, last, now.epoch - before.epoch) }),
      ...(firing && {
        constant_units: constantReading(firing, samples),
        batch_oui: batchOuiReading(firing, samples),
      }),
      ...(slopes && { saturated_units: saturatedBySlopes(slopes) }),
    };
    // A unit that is NaN counts as off: what its layer says is not to be believed.
    const broken = layers[layer]['feature_cka'];
    if (broken !== undefined && !isDefined(broken) && broken.notDefined === 'not_finite')
      for (const id of Object.keys(layers[layer])) layers[layer][id] = broken;
  }
  const features = numbers(result, 'features');
  const width = features.length / samples;
  return {
    layers,
    run: {
      kernel_target_cka: unbiasedCka(now.features, targetGram, samples),
      off_diagonal_ratio: offDiagonalRatio(features, samples, width),
    },
  };
}

/** Share of units that are on for no sample or for all, from how many each is on for. */
export function constantReading(firing: Vector, samples: number): Measured {
  if (samples < 2) return notDefined('too_few_samples', `${samples} sample: 2 are needed.`);
  let constant = 0;
  for (const count of firing) if (count === 0 || count === samples) constant++;
  return constant / firing.length;
}

/** Batch OUI from how many samples each unit is on for. */
export function batchOuiReading(firing: Vector, samples: number): Measured {
  if (samples < 2) return notDefined('too_few_samples', `${samples} sample: batch OUI needs 2.`);
  let sum = 0;
  for (const count of firing) sum += Math.min(count, samples - count);
  return finite(sum / (firing.length * Math.floor(samples / 2)), 'Batch OUI');
}
