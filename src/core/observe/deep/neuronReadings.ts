import { classAlignment } from '../../../metrics/classAlignment';
import { classMean } from '../../../metrics/classMean';
import { distinctDirections } from '../../../metrics/distinctDirections';
import { extremalAlignment } from '../../../metrics/extremalAlignment';
import { isDefined, type Measured } from '../../../metrics/measured';
import { meanOfLayers } from '../../../metrics/meanOfLayers';
import type { LossKind } from '../../../protocol/settings';
import type { Samples, Target } from '../../data/dataset';
import type { ModelPlan, ParameterSlot } from '../../model/plan';
import { unitSquares } from './unitSquares';

/** Distinct directions of a hidden layer's neurons, sized by their weights in and out. */
export function directionsReading(
  plan: Pick<ModelPlan, 'layers' | 'parameters'>,
  slot: ParameterSlot,
  parameters: Float32Array,
): Measured {
  const { outgoing } = unitSquares(plan, slot.layer, parameters);
  const weights = parameters.subarray(slot.offset, slot.offset + slot.size);
  return distinctDirections(weights, slot.shape, outgoing.map(Math.sqrt));
}

/** A network with one hidden layer, and the samples that it is looked at on. */
export interface ShallowNetwork {
  readonly plan: Pick<ModelPlan, 'parameters' | 'outputs'>;
  readonly parameters: Float32Array;
  readonly probe: Samples;
  readonly loss: LossKind;
  readonly target: Target;
}

/** Extremal alignment on the probe. */
export function extremalReading(network: ShallowNetwork): Measured {
  const { plan, probe, loss, target } = network;
  const part = partsOf(network);
  const [hidden, output] = plan.parameters.filter(({ role }) => role === 'weight');
  const bias = plan.parameters.find((slot) => slot.layer === hidden!.layer && slot.role === 'bias');
  return extremalAlignment({
    inputs: probe.inputs,
    pull: probe.targets.map((value) => value - pullFreeOutput(loss, target)),
    weights: part(hidden!),
    ...(bias && { bias: part(bias) }),
    outgoing: part(output!),
    samples: probe.count,
  });
}

/** Class alignment of both classes, the mean of those that are defined. */
export function classReading(network: ShallowNetwork): Measured {
  const { plan, probe } = network;
  const part = partsOf(network);
  const [hidden, output] = plan.parameters.filter(({ role }) => role === 'weight');
  const labels = probe.labels ?? Int32Array.from(probe.targets);
  const features = probe.inputs.length / probe.count;
  const votes = part(output!);
  return meanOfLayers(
    [votes.map((value) => -value), votes].map((toward, label) => {
      const mean = classMean(probe.inputs, labels, features, label);
      return isDefined(mean) ? classAlignment(part(hidden!), toward, mean) : mean;
    }),
  );
}

function partsOf({ parameters }: ShallowNetwork) {
  return ({ offset, size }: ParameterSlot) => parameters.subarray(offset, offset + size);
}

/** What targets are compared with where all outputs are zero. */
function pullFreeOutput(loss: LossKind, target: Target): number {
  switch (loss) {
    case 'mse':
      return 0;
    case 'logistic':
      return 0.5;
    case 'cross_entropy':
      return target.kind === 'classes' ? 1 / target.classes : 0;
  }
}
