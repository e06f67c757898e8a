import type { ProgramBuilder } from '../../program/builder';
import type { Value } from '../../program/program';
import { perChannel } from './perChannel';

const EPSILON = 1e-5;

/**
 * Layer normalization (Ba, Kiros and Hinton 2016) of each sample over all its units. On [batch,
 * units] it is PyTorch's LayerNorm; on [batch, channels, height, width] gain and shift are one a
 * channel, which is PyTorch's GroupNorm with one group.
 */
export function layerNorm(b: ProgramBuilder, x: Value, gain: Value, shift: Value): Value {
  const axes = x.shape.map((_, axis) => axis).slice(1);
  const centred = b.subtract(x, b.mean(x, axes, true));
  const variance = b.mean(b.multiply(centred, centred), axes, true);
  const normalized = b.divide(centred, b.unary('sqrt', b.add(variance, EPSILON)));
  return b.add(b.multiply(normalized, perChannel(b, gain, x)), perChannel(b, shift, x));
}
