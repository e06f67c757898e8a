import type { ModelPlan } from '../../model/plan';
import { ProgramBuilder } from '../../program/builder';
import type { Program, Value } from '../../program/program';

/**
 * One deep look at the probe batch, in evaluation mode. Inputs: parameters, state (when there is
 * one), x. Outputs for each hidden layer: `gram.NAME` [samples, samples] of its activations with
 * each unit's mean taken out; `level.NAME`, the square of those means; `firing.NAME` [units], the number of samples that a unit is positive
 * on, where it is on or off; `slope.NAME` [units], the mean slope of tanh. And `features`
 * [samples, width], what the output layer reads, with `gram.features` and `level.features`.
 */
export function kernelProgram(
  plan: ModelPlan,
  { bitLayers, isTanh }: { readonly bitLayers: readonly string[]; readonly isTanh: boolean },
): Program {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const state = plan.stateCount > 0 ? b.input('state', [plan.stateCount]) : undefined;
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const given = { parameters, x, masks: [], mode: 'evaluate' } as const;
  const forward = plan.forward(b, { ...given, ...(state && { state }) });
  const outputGram = (name: string, value: Value): void => {
    const mean = b.mean(value, [0], true);
    const centred = b.subtract(value, mean);
    b.output(`level.${name}`, b.sum(b.multiply(mean, mean)));
    b.output(`gram.${name}`, b.matmul(centred, centred, { transposeB: true }));
  };
  for (const { layer, value } of forward.activations) {
    outputGram(layer, value);
    if (bitLayers.includes(layer))
      b.output(`firing.${layer}`, b.sum(b.whereGreater(value, 0, 1, 0), [0]));
    if (isTanh) b.output(`slope.${layer}`, b.mean(b.subtract(1, b.multiply(value, value)), [0]));
  }
  outputGram('features', forward.features);
  b.output('features', forward.features);
  return b.build();
}
