import type { Settings } from '../../protocol/settings';
import type { Target } from '../data/dataset';
import { sampleLosses } from '../model/losses/sampleLosses';
import type { ModelPlan } from '../model/plan';
import { ProgramBuilder } from '../program/builder';
import { differentiate } from '../program/differentiate';
import { elementCount } from '../program/inferShapes';
import type { Program, Value } from '../program/program';
import { gradientFeatureOperations, kernelTargetOperations } from './alignmentOperations';
import { activationBits, deadShareOperations, ouiOperations } from './ouiOperations';
import type { Watched } from './presets';
import { neuronSums, updateSums, weightSums } from './weightOperations';

/** What one look consists of. */
export interface Look {
  readonly plan: ModelPlan;
  readonly settings: Settings;
  readonly target: Target;
  readonly watched: Watched;
  /** Layers whose activation is on or off. */
  readonly bitLayers: readonly string[];
}

/** One or more numbers that a look gives. */
export interface Reading {
  readonly quantity: Quantity;
  /** Absent for what belongs to the whole network. */
  readonly layer?: string;
  readonly length: number;
}

export type Quantity =
  | 'oui'
  | 'dead_units'
  | 'weightAlong'
  | 'weightAcross'
  | 'update'
  | 'before'
  | 'neuronAlong'
  | 'neuronSize'
  | 'kernel_target_alignment'
  | 'gradient_feature_alignment';

export interface ObserveProgram {
  readonly program: Program;
  /** What the numbers of the output `readings` are, one after the other. */
  readonly readings: readonly Reading[];
}

/**
 * One look at the probe batch (in evaluation mode) and at the weights. Inputs: parameters, state
 * (when there is one), x, y, and flat like the parameters `start` (each slot of length 1); with
 * directions watched also `previous`, the weights before the last step, and `direction`, minus the
 * gradient at the start (each neuron's part of length 1). One output, `readings`: a call's overhead
 * grows with the number of its outputs.
 */
export function observeProgram(look: Look): ObserveProgram {
  const b = new ProgramBuilder();
  const { settings, target, watched, bitLayers } = look;
  const { forward, y, parameters } = evaluatedForward(b, look.plan);
  const collected: Collected[] = [];
  for (const { layer, value } of forward.activations) {
    if (!bitLayers.includes(layer)) continue;
    const bits = activationBits(b, value);
    collected.push({ quantity: 'oui', value: ouiOperations(b, bits), layer });
    collected.push({ quantity: 'dead_units', value: deadShareOperations(b, bits), layer });
  }
  collected.push(...weightQuantities(b, look, parameters));
  if (watched.features) {
    const { features } = forward;
    const { losses } = sampleLosses(b, settings.loss, target, forward.logits, y);
    const [gradient] = differentiate(b, b.mean(losses), [features]) as [Value];
    const pull = b.unary('negate', gradient);
    const kernel = kernelTargetOperations(b, features, y);
    const signal = gradientFeatureOperations(b, features, pull, y);
    collected.push({ quantity: 'kernel_target_alignment', value: kernel });
    collected.push({ quantity: 'gradient_feature_alignment', value: signal });
  }
  const sized = collected.map((one) => ({ ...one, length: elementCount(one.value.shape) }));
  b.output('readings', b.concat(sized.map(({ value, length }) => b.reshape(value, [length]))));
  return {
    program: b.build(),
    readings: sized.map(({ quantity, layer, length }) => ({
      quantity,
      length,
      ...(layer !== undefined && { layer }),
    })),
  };
}

/** The gradient of the mean loss on the probe by the flat parameters: output `gradient`. */
export function probeGradientProgram({ plan, settings, target }: Look): Program {
  const b = new ProgramBuilder();
  const { forward, y, parameters } = evaluatedForward(b, plan);
  const { losses } = sampleLosses(b, settings.loss, target, forward.logits, y);
  const [gradient] = differentiate(b, b.mean(losses), [parameters]) as [Value];
  b.output('gradient', gradient);
  return b.build();
}

interface Collected {
  readonly quantity: Quantity;
  readonly value: Value;
  readonly layer?: string;
}

function weightQuantities(b: ProgramBuilder, look: Look, parameters: Value): Collected[] {
  const { plan, watched } = look;
  const flat = [plan.parameterCount];
  const sizes = plan.parameters.map((slot) => slot.size);
  const now = b.split(parameters, sizes);
  const start = b.split(b.input('start', flat), sizes);
  const previous = watched.directions ? b.split(b.input('previous', flat), sizes) : [];
  const direction = watched.directions ? b.split(b.input('direction', flat), sizes) : [];
  return plan.parameters.flatMap((slot, i): Collected[] => {
    if (slot.role !== 'weight') return [];
    const { layer } = slot;
    const weights = weightSums(b, now[i]!, start[i]!);
    const [before, pull] = [previous[i], direction[i]];
    const update = before && updateSums(b, now[i]!, before);
    const neurons = pull && layer !== 'output' ? neuronSums(b, now[i]!, pull, slot) : undefined;
    return [
      { quantity: 'weightAlong', value: weights.along, layer },
      { quantity: 'weightAcross', value: weights.across, layer },
      ...(update
        ? ([
            { quantity: 'update', value: update.update, layer },
            { quantity: 'before', value: update.before, layer },
          ] as const)
        : []),
      ...(neurons
        ? ([
            { quantity: 'neuronAlong', value: neurons.along, layer },
            { quantity: 'neuronSize', value: neurons.size, layer },
          ] as const)
        : []),
    ];
  });
}

function evaluatedForward(builder: ProgramBuilder, plan: ModelPlan) {
  const parameters = builder.input('parameters', [plan.parameterCount]);
  const state = plan.stateCount > 0 ? builder.input('state', [plan.stateCount]) : undefined;
  const x = builder.input('x', ['batch', ...plan.inputShape]);
  const y = builder.input('y', ['batch', plan.outputs]);
  const forward = plan.forward(builder, {
    parameters,
    x,
    masks: [],
    mode: 'evaluate',
    ...(state && { state }),
  });
  return { forward, y, parameters };
}
