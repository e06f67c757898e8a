import type { Settings } from '../../protocol/settings';
import type { Target } from '../data/dataset';
import { ProgramBuilder } from '../program/builder';
import type { Program } from '../program/program';
import { sampleLosses } from './losses/sampleLosses';
import type { ModelPlan } from './plan';

/**
 * Loss and correctness of samples, without dropout and with the running statistics.
 *
 * Inputs: `parameters`, `state` where there is one, `x` [batch, ...inputShape], `y` [batch, outputs].
 * Outputs: `losses` [batch] and `correct` [batch]: 1 or 0 (shares where classes tie), for values
 * the sample's sum of squared errors.
 */
export function evaluateProgram(
  plan: ModelPlan,
  settings: Pick<Settings, 'loss'>,
  target: Target,
): Program {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const state = plan.stateCount > 0 ? b.input('state', [plan.stateCount]) : undefined;
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const y = b.input('y', ['batch', plan.outputs]);
  const { logits } = plan.forward(b, {
    parameters,
    x,
    masks: [],
    mode: 'evaluate',
    ...(state ? { state } : {}),
  });
  const { losses, correct } = sampleLosses(b, settings.loss, target, logits, y);
  b.output('losses', losses);
  b.output('correct', correct);
  return b.build();
}
