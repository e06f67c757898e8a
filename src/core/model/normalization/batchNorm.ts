import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import { perChannel } from './perChannel';

export interface BatchNormInputs {
  /** [batch, units] or [batch, channels, height, width]; the statistics are of a unit or channel. */
  readonly x: Value;
  readonly gain: Value;
  readonly shift: Value;
  readonly runningMean: Value;
  readonly runningVariance: Value;
}

export interface BatchNormOutputs {
  readonly value: Value;
  readonly runningMean: Value;
  readonly runningVariance: Value;
}

const EPSILON = 1e-5;
const MOMENTUM = 0.1;

/**
 * Batch normalization by the statistics of the batch (Ioffe and Szegedy 2015) with PyTorch's
 * constants: the biased variance normalizes, the unbiased one goes into the running variance.
 * A batch of one value a channel keeps its variance of 0 where PyTorch refuses.
 */
export function batchNormInTraining(b: ProgramBuilder, inputs: BatchNormInputs): BatchNormOutputs {
  const { x, gain, shift } = inputs;
  const axes = x.shape.length === 4 ? [0, 2, 3] : [0];
  const mean = b.mean(x, axes, true);
  const centred = b.subtract(x, mean);
  const variance = b.mean(b.multiply(centred, centred), axes, true);
  const deviation = b.unary('sqrt', b.add(variance, EPSILON));
  const scale = b.divide(perChannel(b, gain, x), deviation);
  return {
    value: b.add(b.multiply(centred, scale), perChannel(b, shift, x)),
    runningMean: follow(b, inputs.runningMean, mean),
    runningVariance: follow(b, inputs.runningVariance, b.multiply(variance, unbiasing(b, x))),
  };
}

/** Batch normalization by the running statistics, as one scale and one offset a channel. */
export function batchNormInEvaluation(b: ProgramBuilder, inputs: BatchNormInputs): Value {
  const { x, gain, shift, runningMean, runningVariance } = inputs;
  const scale = b.divide(gain, b.unary('sqrt', b.add(runningVariance, EPSILON)));
  const offset = b.subtract(shift, b.multiply(runningMean, scale));
  return b.add(b.multiply(x, perChannel(b, scale, x)), perChannel(b, offset, x));
}

function follow(b: ProgramBuilder, running: Value, seen: Value): Value {
  const flat = b.reshape(seen, running.shape);
  return b.add(b.multiply(running, 1 - MOMENTUM), b.multiply(flat, MOMENTUM));
}

/** n / (n - 1) for n values a channel. */
function unbiasing(b: ProgramBuilder, x: Value): Value {
  const positions = x.shape.slice(2).reduce<number>((total, size) => total * Number(size), 1);
  const count = b.multiply(b.batchSize(x), positions);
  return b.divide(count, b.binary('maximum', b.subtract(count, 1), b.constant(1)));
}
