import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';
import type { ModelPlan } from './plan';

/**
 * A flat vector [parameterCount] that has frozen parameters from `before` and all others from
 * `after`; `after` itself where nothing is frozen.
 */
export function keepFrozen(
  b: ProgramBuilder,
  { parameters }: Pick<ModelPlan, 'parameters'>,
  before: Value,
  after: Value,
): Value {
  if (!parameters.some(({ isFrozen }) => isFrozen)) return after;
  const sizes = parameters.map(({ size }) => size);
  const [kept, changed] = [b.split(before, sizes), b.split(after, sizes)];
  return b.concat(
    parameters.map(({ isFrozen }, index) => (isFrozen ? kept : changed)[index] as Value),
  );
}
