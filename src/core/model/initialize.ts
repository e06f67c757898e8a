import type { ModelSettings, OutputInit } from '../../protocol/settings';
import { DataError } from '../data/dataError';
import type { Random } from '../data/random';
import type { Fans, WeightDistribution } from './initScheme';
import { biasBound, weightDistributions } from './initScheme';
import type { ModelPlan, ParameterSlot } from './plan';

/**
 * Parameters before training, flat, drawn in the order of their slots: weights and biases by the
 * scheme and then times `scale`; gains 1, shifts 0. Only `pytorch_default` has biases other than 0,
 * and they are scaled with the weights, so that the scale means the same for all schemes.
 *
 * With `output: signs` output weights are +-1 / sqrt(inputs) whatever the scale, with `balanced`
 * those of a unit have random signs and together the norm of what goes into it (its bias left out),
 * with `dominated` that of what goes into the unit where it is largest.
 * @throws DataError for `balanced` and `dominated` behind anything but a dense layer
 */
export function initialize(
  plan: Pick<ModelPlan, 'parameters' | 'parameterCount'>,
  init: ModelSettings['init'],
  random: Random,
): Float32Array {
  const weightDistribution = weightDistributions[init.scheme];
  const parameters = new Float32Array(plan.parameterCount);
  let fans: Fans = { in: 1, out: 1 };
  for (const slot of plan.parameters) {
    const values = parameters.subarray(slot.offset, slot.offset + slot.size);
    switch (slot.role) {
      case 'weight':
        fans = fansOf(slot);
        if (slot.layer === 'output' && init.output !== undefined && init.output !== 'scheme')
          drawOutput(init.output, plan, slot, parameters, random);
        else draw(values, weightDistribution(fans), init.scale, random);
        break;
      case 'bias': {
        const bound = biasBound(init.scheme, fans);
        if (bound > 0) draw(values, { kind: 'uniform', spread: bound }, init.scale, random);
        break;
      }
      case 'gain':
        values.fill(1);
        break;
      case 'shift':
        break;
    }
  }
  return parameters;
}

/** Of a dense weight [in, out] or a kernel [out, in, size, size]. */
export function fansOf({ shape }: Pick<ParameterSlot, 'shape'>): Fans {
  const [first, second, ...kernel] = shape as [number, number, ...number[]];
  if (kernel.length === 0) return { in: first, out: second };
  const area = kernel.reduce((product, size) => product * size, 1);
  return { in: second * area, out: first * area };
}

function drawOutput(
  kind: Exclude<OutputInit, 'scheme'>,
  plan: Pick<ModelPlan, 'parameters'>,
  slot: ParameterSlot,
  parameters: Float32Array,
  random: Random,
): void {
  const [units, outputs] = slot.shape as [number, number];
  const sizes =
    kind === 'signs'
      ? new Float64Array(units).fill(Math.sqrt(outputs / units))
      : incomingNorms(plan, units, parameters);
  if (kind === 'dominated') sizes.fill(Math.max(...sizes));
  for (let index = 0; index < slot.size; index++) {
    const size = sizes[Math.floor(index / outputs)]! / Math.sqrt(outputs);
    parameters[slot.offset + index] = random.below(2) === 0 ? -size : size;
  }
}

/** Norms of the columns of the weight [inputs, units] in front of the output layer. */
function incomingNorms(
  { parameters: slots }: Pick<ModelPlan, 'parameters'>,
  units: number,
  parameters: Float32Array,
): Float64Array {
  const before = slots.filter(({ role, layer }) => role === 'weight' && layer !== 'output').at(-1);
  if (before?.shape.length !== 2)
    throw new DataError(
      'model.init.output',
      'model.init.output needs a dense hidden layer in front of the output layer.',
    );
  const squares = new Float64Array(units);
  for (let index = 0; index < before.size; index++)
    squares[index % units]! += parameters[before.offset + index]! ** 2;
  return squares.map(Math.sqrt);
}

function draw(
  values: Float32Array,
  { kind, spread }: WeightDistribution,
  scale: number,
  random: Random,
): void {
  for (let index = 0; index < values.length; index++) {
    const unit = kind === 'normal' ? random.normal() : 2 * random.uniform() - 1;
    values[index] = unit * spread * scale;
  }
}
