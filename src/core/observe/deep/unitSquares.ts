import type { UnitSquares } from '../../../metrics/balancedness';
import { neuronLayout } from '../../../metrics/neuronLayout';
import type { ModelPlan, ParameterSlot } from '../../model/plan';

/**
 * Squares of the weights into and out of each unit of a hidden layer: a neuron, or a filter with
 * all its pixels. Its bias belongs to the incoming ones.
 */
export function unitSquares(
  plan: Pick<ModelPlan, 'layers' | 'parameters'>,
  layer: string,
  parameters: Float32Array,
): UnitSquares {
  const next = plan.layers[plan.layers.findIndex(({ name }) => name === layer) + 1];
  const slot = (name: string | undefined, role: ParameterSlot['role']) =>
    plan.parameters.find((one) => one.layer === name && one.role === role);
  const [own, bias, after] = [
    slot(layer, 'weight'),
    slot(layer, 'bias'),
    slot(next?.name, 'weight'),
  ];
  if (!own || !after) throw new Error(`Layer ${layer} has no weights, or nothing follows it.`);
  const of = ({ offset, size }: ParameterSlot) => parameters.subarray(offset, offset + size);
  const { neurons, inputs, neuronStep, inputStep } = neuronLayout(own.shape, own.size);
  const incoming = new Float64Array(neurons);
  const weights = of(own);
  for (let neuron = 0; neuron < neurons; neuron++)
    for (let input = 0; input < inputs; input++)
      incoming[neuron]! += weights[neuron * neuronStep + input * inputStep]! ** 2;
  if (bias) of(bias).forEach((value, neuron) => (incoming[neuron]! += value ** 2));
  return { incoming, outgoing: outgoingSquares(of(after), after.shape, neurons) };
}

/** Of [inputs, out], where a filter's pixels are neighbours, or of kernels [out, in, size, size]. */
function outgoingSquares(
  weights: Float32Array,
  shape: readonly number[],
  units: number,
): Float64Array {
  const squares = new Float64Array(units);
  const [first, second, ...kernel] = shape as [number, number, ...number[]];
  const area = kernel.reduce((product, size) => product * size, 1);
  const unitOf =
    kernel.length === 0
      ? (at: number) => Math.floor(Math.floor(at / second) / (first / units))
      : (at: number) => Math.floor(at / area) % second;
  weights.forEach((value, at) => (squares[unitOf(at)]! += value ** 2));
  return squares;
}
