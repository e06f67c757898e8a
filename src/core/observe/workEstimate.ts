import { estimateCost } from '../model/estimateCost';
import type { ModelPlan } from '../model/plan';
import type { Watched } from './presets';

/** Microseconds that the parts of a run take, about, on one core of a recent machine. */
export interface WorkEstimate {
  readonly step: number;
  /** One observation. */
  readonly look: number;
  /** Loss and score of that many samples. */
  evaluation(samples: number): number;
}

/** What was fitted to measurements of the onnx engine; their ratios matter, not their level. */
const call = 60;
const flops = 120_000;
/** The update's and the gradient's passes over a parameter. */
const updateOfParameter = 0.002;
/** Pooling, unpooling and unfolding of an activation of a convolution, in each direction. */
const convolvedActivation = 0.004;
/** One node of a small program. */
const node = 1.5;
/** Comparing a weight with its start, with the step before and with its direction. */
const comparedWeight = 0.002;
const activationBit = 0.0008;
/** Numbers of the probe's n by n matrices, one for each layer. */
const pairOfSamples = 0.001;

export function estimateWork(
  plan: ModelPlan,
  watched: Watched,
  sizes: { readonly batch: number; readonly probe: number },
): WorkEstimate {
  const { batch, probe } = sizes;
  const { layers, parameterCount } = plan;
  const convolved = layers
    .filter((layer) => layer.kind === 'conv')
    .reduce((total, layer) => total + layer.units, 0);
  const units = layers.reduce((total, layer) => total + layer.units, 0);
  const forward = (samples: number) =>
    call +
    3 * layers.length * node +
    estimateCost(plan, samples).forward / flops +
    samples * convolved * convolvedActivation;
  const patterns =
    10 * layers.length * node +
    probe * units * activationBit +
    layers.length * probe ** 2 * pairOfSamples +
    (2 * probe ** 2 * units) / flops;
  const weights = parameterCount * comparedWeight * (watched.directions ? 1 : 0.5);
  const features = watched.features ? 40 * node : 0;
  return {
    step:
      call +
      10 * layers.length * node +
      estimateCost(plan, batch).trainStep / flops +
      parameterCount * updateOfParameter +
      2 * batch * convolved * convolvedActivation,
    look: forward(probe) + patterns + weights + features,
    evaluation: (samples) => Math.ceil(samples / 512) * call + forward(samples),
  };
}
