import type { Settings } from '../../../protocol/settings';
import type { Target } from '../../data/dataset';
import { sampleLosses } from '../../model/losses/sampleLosses';
import type { ModelPlan } from '../../model/plan';
import { ProgramBuilder } from '../../program/builder';
import { differentiate } from '../../program/differentiate';
import type { Program, Value } from '../../program/program';

/**
 * The gradient of the mean loss by the flat parameters, as training sees it but without dropout:
 * batch normalization takes the statistics of the batch. Inputs: `parameters`, x, y; output
 * `gradient` [parameterCount].
 */
export function gradientProgram(
  plan: ModelPlan,
  settings: Pick<Settings, 'loss'>,
  target: Target,
): Program {
  const b = new ProgramBuilder();
  b.output('gradient', lossGradient(b, plan, settings, target).gradient);
  return b.build();
}

/**
 * The Hessian of the same loss times a direction, exactly: the gradient of <gradient, direction>.
 * Input `direction` [parameterCount] on top; output `product`. Where relu bends it takes the slope
 * of one side, as automatic differentiation does everywhere; differences of gradients would count
 * each bend between two points as curvature.
 */
export function hessianProgram(
  plan: ModelPlan,
  settings: Pick<Settings, 'loss'>,
  target: Target,
): Program {
  const b = new ProgramBuilder();
  const { gradient, parameters } = lossGradient(b, plan, settings, target);
  const along = b.sum(b.multiply(gradient, b.input('direction', [plan.parameterCount])));
  const [product] = differentiate(b, along, [parameters]) as [Value];
  b.output('product', product);
  return b.build();
}

function lossGradient(
  b: ProgramBuilder,
  plan: ModelPlan,
  settings: Pick<Settings, 'loss'>,
  target: Target,
): { readonly gradient: Value; readonly parameters: Value } {
  const parameters = b.input('parameters', [plan.parameterCount]);
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const y = b.input('y', ['batch', plan.outputs]);
  const state =
    plan.stateCount > 0 ? b.constant(Array<number>(plan.stateCount).fill(1)) : undefined;
  // A dropout factor of 1 everywhere; it needs the batch's size, which y brings.
  const nothing = b.multiply(b.sum(y, [1], true), 0);
  const masks = plan.masks.map(({ units }) =>
    b.add(nothing, b.constant(Array<number>(units).fill(1), [1, units])),
  );
  const forward = plan.forward(b, { parameters, x, masks, mode: 'train', ...(state && { state }) });
  const { losses } = sampleLosses(b, settings.loss, target, forward.logits, y);
  const [gradient] = differentiate(b, b.mean(losses), [parameters]) as [Value];
  return { gradient, parameters };
}
