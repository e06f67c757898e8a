import type { Settings } from '../../protocol/settings';
import type { Target } from '../data/dataset';
import { sampleLosses } from '../model/losses/sampleLosses';
import type { ModelPlan } from '../model/plan';
import { ProgramBuilder } from '../program/builder';
import { differentiate } from '../program/differentiate';
import type { Program } from '../program/program';
import { activationBits, deadShareOperations, ouiOperations } from './ouiOperations';
import type { Watched } from './presets';

/** Names of the outputs that belong to one layer. */
export const layerOutput = (metric: 'oui' | 'dead_units', layer: string) => `${metric}:${layer}`;

/**
 * One look at the probe batch in evaluation mode. Inputs: parameters, state (when there is one),
 * x, y. Outputs: `oui:LAYER` and `dead_units:LAYER` scalars for each layer in `bitLayers`; with
 * features watched also `features` [n, k], their `gram` [n, n] and `feature_gradient` = -dJ/dF [n, k] of the last hidden
 * layer, J being the mean loss.
 */
export function observeProgram(
  plan: ModelPlan,
  settings: Settings,
  target: Target,
  watched: Watched,
  bitLayers: readonly string[],
): Program {
  const builder = new ProgramBuilder();
  const { forward, y } = evaluatedForward(builder, plan);
  for (const { layer, value } of forward.activations) {
    if (!bitLayers.includes(layer)) continue;
    const bits = activationBits(builder, value);
    builder.output(layerOutput('oui', layer), ouiOperations(builder, bits));
    builder.output(layerOutput('dead_units', layer), deadShareOperations(builder, bits));
  }
  if (watched.features) {
    const { losses } = sampleLosses(builder, settings.loss, target, forward.logits, y);
    const [gradient] = differentiate(builder, builder.mean(losses), [forward.features]);
    if (!gradient) throw new Error('The loss has no gradient by the features.');
    builder.output('features', forward.features);
    builder.output(
      'gram',
      builder.matmul(forward.features, forward.features, { transposeB: true }),
    );
    builder.output('feature_gradient', builder.unary('negate', gradient));
  }
  return builder.build();
}

/** The gradient of the mean loss on the probe by the flat parameters: output `gradient`. */
export function probeGradientProgram(plan: ModelPlan, settings: Settings, target: Target): Program {
  const builder = new ProgramBuilder();
  const { forward, y, parameters } = evaluatedForward(builder, plan);
  const { losses } = sampleLosses(builder, settings.loss, target, forward.logits, y);
  const [gradient] = differentiate(builder, builder.mean(losses), [parameters]);
  if (!gradient) throw new Error('The loss has no gradient by the parameters.');
  builder.output('gradient', gradient);
  return builder.build();
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
