import type { Settings } from '../../protocol/settings';
import type { Target } from '../data/dataset';
import { ProgramBuilder } from '../program/builder';
import { differentiate } from '../program/differentiate';
import type { Program, Value } from '../program/program';
import { clipGradient } from './clipGradient';
import { keepFrozen } from './keepFrozen';
import { sampleLosses } from './losses/sampleLosses';
import type { Forward, ModelPlan } from './plan';
import { planOptimizer } from './planOptimizer';
import { switchedValue } from './switchedValue';

/** Layers whose patterns of on and off are compared in a step, where `asked` is above 0. */
export interface AskedDistances {
  readonly layers: readonly string[];
  /** Samples of the mini-batch that are compared, at most. */
  readonly rows: number;
}

/**
 * One optimizer step as one program.
 *
 * Inputs: `parameters` [parameterCount], `state` [stateCount] where there is one, the optimizer's
 * moments by name [parameterCount], `x` [batch, ...inputShape], `y` [batch, outputs], dropout masks
 * by name [batch, units], the optimizer's scalars by name; with `distances`, the scalar `asked`.
 * Outputs: `parameters`, `state` and the moments after the step; `loss`, the batch's mean before
 * it; `correct`, the batch's sum (of right answers, or of squared errors for values); and
 * `gradient_norm`, before clipping, where `training.clip_gradient_norm` is set; and `distances`, where
 * they are given, of the activations before the step (see the operation `distancesIfAsked`).
 */
export function trainProgram(
  plan: ModelPlan,
  settings: Pick<Settings, 'loss' | 'optimizer' | 'training'>,
  target: Target,
  distances?: AskedDistances,
): Program {
  const b = new ProgramBuilder();
  const optimizer = planOptimizer(settings.optimizer, plan);
  const flat = [plan.parameterCount];
  const parameters = b.input('parameters', flat);
  const state = plan.stateCount > 0 ? b.input('state', [plan.stateCount]) : undefined;
  const moments = inputsOf(b, optimizer.moments, flat);
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const y = b.input('y', ['batch', plan.outputs]);
  const masks = plan.masks.map(({ name, units }) => b.input(name, ['batch', units]));
  const scalars = inputsOf(b, Object.keys(optimizer.scalars(1, 1)), []);

  const forward = plan.forward(b, {
    parameters,
    x,
    masks,
    mode: 'train',
    ...(state ? { state } : {}),
  });
  const { losses, correct } = sampleLosses(b, settings.loss, target, forward.logits, y);
  const loss = b.mean(losses);
  const [full] = differentiate(b, loss, [parameters]) as [Value];
  const raw = keepFrozen(b, plan, b.constant(Array<number>(plan.parameterCount).fill(0)), full);
  const largest = settings.training.clip_gradient_norm;
  const clipped = largest === undefined ? undefined : clipGradient(b, raw, largest);
  const gradient = clipped?.gradient ?? raw;
  const updated = optimizer.update(b, { parameters, gradient, moments, scalars });

  b.output('parameters', keepFrozen(b, plan, parameters, updated.parameters));
  if (forward.state) b.output('state', forward.state);
  for (const name of optimizer.moments) b.output(name, updated.moments[name] as Value);
  b.output('loss', loss);
  b.output('correct', b.sum(correct));
  if (clipped) b.output('gradient_norm', clipped.norm);
  if (distances) b.output('distances', askedDistances(b, forward.activations, distances));
  return b.build();
}

function askedDistances(
  b: ProgramBuilder,
  activations: Forward['activations'],
  { layers, rows }: AskedDistances,
): Value {
  const asked = b.input('asked', []);
  const values = activations
    .filter(({ layer }) => layers.includes(layer))
    .map(({ value }) => switchedValue(b, value));
  return b.apply({ kind: 'distancesIfAsked', rows }, asked, ...values);
}

function inputsOf(
  b: ProgramBuilder,
  names: readonly string[],
  shape: readonly number[],
): Readonly<Record<string, Value>> {
  return Object.fromEntries(names.map((name) => [name, b.input(name, shape)]));
}
