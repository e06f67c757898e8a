import type { Settings } from '../../protocol/settings';
import type { Target } from '../data/dataset';
import { sampleLosses } from '../model/losses/sampleLosses';
import type { ModelPlan } from '../model/plan';
import { ProgramBuilder } from '../program/builder';
import { differentiate } from '../program/differentiate';
import type { Program, Value } from '../program/program';
import { alignmentSums, type AlignmentSums } from './alignmentOperations';
import { patternSums, type PatternSums } from './patternOperations';
import type { Watched } from './presets';

/** What one look consists of. */
export interface Look {
  readonly plan: ModelPlan;
  readonly settings: Pick<Settings, 'loss' | 'model'>;
  readonly target: Target;
  readonly watched: Watched;
  /** Layers whose activation is on or off. */
  readonly bitLayers: readonly string[];
  /** Size of the probe batch. */
  readonly samples: number;
}

/** One number that a look gives. */
export interface Reading {
  readonly quantity: Quantity;
  /** Absent for what belongs to the whole network. */
  readonly layer?: string;
}

export type Quantity = keyof PatternSums | keyof AlignmentSums | 'logits';

export interface ObserveProgram {
  readonly program: Program;
  /** What the numbers of the output `readings` are, one after the other. */
  readonly readings: readonly Reading[];
}

/**
 * One look at the probe batch, in evaluation mode. Inputs: parameters, state (when there is one),
 * x; with features watched also y and `centredTargets`, y with its column means taken out. One
 * output, `readings`: a call's overhead grows with the number of its outputs, as with its
 * operations. The weights themselves are looked at outside of the engine (`weightSums`).
 */
export function observeProgram(look: Look): ObserveProgram {
  const b = new ProgramBuilder();
  const { plan, settings, watched, bitLayers, samples } = look;
  const inputs = probeInputs(b, plan);
  const { activations, features, logits } = inputs.forward;
  // NaN or infinite here wherever an activation is.
  const collected: Collected[] = [{ quantity: 'logits', value: b.sum(logits) }];
  for (const { layer, value } of activations)
    if (bitLayers.includes(layer)) collected.push(...named(patternSums(b, value), layer));
  if (watched.features) {
    const outputs = ['batch', plan.outputs] as const;
    const [targets, centredTargets] = [b.input('y', outputs), b.input('centredTargets', outputs)];
    const weight = outputWeight(b, plan, inputs.parameters);
    const isCentred = settings.model.centre_outputs === true;
    const last = { features, weight, logits, targets, centredTargets, isCentred, samples };
    collected.push(...named(alignmentSums(b, { ...last, loss: settings.loss })));
  }
  const numbers = collected.map(({ value }) =>
    value.shape.length === 1 ? value : b.reshape(value, [1]),
  );
  b.output('readings', b.concat(numbers));
  return {
    program: b.build(),
    readings: collected.map(({ value: _, ...reading }) => reading),
  };
}

/** The gradient of the mean loss on the probe by the flat parameters: output `gradient`. */
export function probeGradientProgram({ plan, settings, target }: Look): Program {
  const b = new ProgramBuilder();
  const { forward, parameters } = probeInputs(b, plan);
  const y = b.input('y', ['batch', plan.outputs]);
  const { losses } = sampleLosses(b, settings.loss, target, forward.logits, y);
  const [gradient] = differentiate(b, b.mean(losses), [parameters]) as [Value];
  b.output('gradient', gradient);
  return b.build();
}

interface Collected extends Reading {
  readonly value: Value;
}

function named(sums: PatternSums | AlignmentSums, layer?: string): Collected[] {
  return (Object.entries(sums) as [Quantity, Value][]).map(([quantity, value]) => ({
    quantity,
    value,
    ...(layer !== undefined && { layer }),
  }));
}

function probeInputs(b: ProgramBuilder, plan: ModelPlan) {
  const parameters = b.input('parameters', [plan.parameterCount]);
  const state = plan.stateCount > 0 ? b.input('state', [plan.stateCount]) : undefined;
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const forward = plan.forward(b, {
    parameters,
    x,
    masks: [],
    mode: 'evaluate',
    ...(state && { state }),
  });
  return { forward, parameters };
}

function outputWeight(b: ProgramBuilder, plan: ModelPlan, parameters: Value): Value {
  const index = plan.parameters.findIndex(({ name }) => name === 'output.weight');
  const slot = plan.parameters[index];
  if (!slot) throw new Error('The plan has no parameter output.weight.');
  const sizes = plan.parameters.map(({ size }) => size);
  return b.reshape(b.split(parameters, sizes)[index]!, slot.shape);
}
