import { estimateCost } from '../model/estimateCost';
import type { ModelPlan } from '../model/plan';
import { samplesPerCall } from '../training/evaluate';
import type { Watched } from './presets';

/**
 * Microseconds that the parts of a run take, about. Their ratios matter, not their level: they are
 * fitted within 30 % to dense networks and convolutions on the onnx engine, one thread.
 */
export interface WorkEstimate {
  readonly step: number;
  /** One observation. */
  readonly look: number;
  /** OUI of so many samples of a step's own mini-batch, and its event. */
  stepLook(samples: number): number;
  /** Loss and score of that many samples. */
  evaluation(samples: number): number;
}

/** Into an engine and back. */
const call = 35;
/** An operation on a few numbers. */
const operation = 0.7;
/** Floating-point operations in a microsecond. */
const flops = 180_000;
const updatedParameter = 0.002;
/** A weight beside its start; and beside the weight before the step and its first direction too. */
const comparedWeight = { own: 0.0006, directed: 0.003 } as const;
/** An activation of a convolution: pooled, and on the way back unpooled and unfolded. */
const convolved = { forward: 0.002, backward: 0.005 } as const;
const activationBit = 0.0004;
/** Bytes that are multiplied while a float is. */
const byteProducts = 4;
const pairOfSamples = 0.0008;
/** Turning numbers into an event, in code that is never warm for how seldom it runs. */
const event = 240;
/** The same where little is told, and often; and the operations that compare one layer. */
const shortEvent = 35;
const comparedLayer = 4;
const comparedActivation = 0.00085;
/** A mini-batch and its event. */
const loop = 50;

export function estimateWork(
  plan: ModelPlan,
  watched: Watched,
  { batch, probe }: { readonly batch: number; readonly probe: number },
): WorkEstimate {
  const { layers, parameterCount } = plan;
  const image = layers
    .filter((layer) => layer.kind === 'conv')
    .reduce((total, layer) => total + layer.units, 0);
  const forward = (samples: number) =>
    3 * layers.length * operation +
    estimateCost(plan, samples).forward / flops +
    samples * image * convolved.forward;
  const patterns = layers.reduce(
    (total, { units }) =>
      total +
      10 * operation +
      probe * units * activationBit +
      probe ** 2 * (pairOfSamples + (2 * units) / flops / byteProducts),
    0,
  );
  const weights = parameterCount * comparedWeight[watched.directions ? 'directed' : 'own'];
  return {
    step:
      loop +
      call +
      15 * layers.length * operation +
      estimateCost(plan, batch).trainStep / flops +
      parameterCount * updatedParameter +
      batch * image * (convolved.forward + convolved.backward),
    look:
      call + forward(probe) + patterns + weights + (watched.features ? 20 * operation : 0) + event,
    stepLook: (samples) =>
      shortEvent +
      layers.reduce(
        (total, { units }) => total + comparedLayer + samples * units * comparedActivation,
        0,
      ),
    evaluation: (samples) => Math.ceil(samples / samplesPerCall(plan)) * call + forward(samples),
  };
}
