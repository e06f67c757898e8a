import type { Engine, Tensors } from '../../../src/core/engines/engine';
import { evaluateProgram } from '../../../src/core/model/evaluateProgram';
import type { ModelPlan } from '../../../src/core/model/plan';
import { planModel } from '../../../src/core/model/planModel';
import { planOptimizer } from '../../../src/core/model/planOptimizer';
import { trainProgram } from '../../../src/core/model/trainProgram';
import type { TrainingCase } from './golden';
import { ParkMiller } from './parkMiller';

export interface Replayed {
  readonly losses: readonly number[];
  readonly correct: readonly number[];
  readonly gradientNorms: readonly number[];
  readonly evaluatedLoss: number;
}

const [WEIGHT_SEED, DATA_SEED] = [11, 23];

/** Trains one case from the weights and on the batches that make.py used. */
export async function replay(engine: Engine, given: TrainingCase): Promise<Replayed> {
  const outputs =
    given.target.kind === 'values'
      ? given.target.width
      : given.loss === 'logistic'
        ? 1
        : given.target.classes;
  const plan = planModel(given.model, given.inputShape, outputs);
  const optimizer = planOptimizer(given.optimizer, plan);
  const train = await engine.compile(trainProgram(plan, given, given.target));
  const evaluate = await engine.compile(evaluateProgram(plan, given, given.target));
  const numbers = new ParkMiller(DATA_SEED);
  const batches = Array.from({ length: given.batches }, () => drawBatch(given, plan, numbers));
  const flat = [plan.parameterCount];
  let variables: Tensors = {
    parameters: { shape: flat, data: drawParameters(plan) },
    ...(plan.stateCount > 0
      ? { state: { shape: [plan.stateCount], data: plan.initialState() } }
      : {}),
    ...Object.fromEntries(
      optimizer.moments.map((name) => [
        name,
        { shape: flat, data: new Float64Array(plan.parameterCount) },
      ]),
    ),
  };
  const losses: number[] = [];
  const correct: number[] = [];
  const gradientNorms: number[] = [];
  for (const index of given.losses.keys()) {
    const { samples, masks } = batches[index % given.batches] as Batch;
    const scalars = optimizer.scalars(index + 1, given.optimizer.learning_rate);
    const results = await train.run({ ...variables, ...samples, ...masks, ...asTensors(scalars) });
    const { loss, correct: right, gradient_norm, ...next } = results;
    losses.push(Number(loss?.data[0]));
    correct.push(Number(right?.data[0]));
    if (gradient_norm) gradientNorms.push(Number(gradient_norm.data[0]));
    variables = next;
  }
  const { parameters, state } = variables;
  const last = await evaluate.run({
    ...(batches[0] as Batch).samples,
    ...(parameters ? { parameters } : {}),
    ...(state ? { state } : {}),
  });
  const ownLosses = [...(last['losses']?.data ?? [])];
  const evaluatedLoss = ownLosses.reduce((a, b) => a + b, 0) / ownLosses.length;
  await train.release();
  await evaluate.release();
  return { losses, correct, gradientNorms, evaluatedLoss };
}

interface Batch {
  readonly samples: Tensors;
  readonly masks: Tensors;
}

/** Slot by slot, as model.py fills its layers. */
function drawParameters(plan: ModelPlan): Float64Array {
  const numbers = new ParkMiller(WEIGHT_SEED);
  return Float64Array.from(
    plan.parameters.flatMap(({ role, shape, size }) => {
      const drawn = [...numbers.many(size)];
      switch (role) {
        case 'weight': {
          const fanIn = shape.length === 2 ? Number(shape[0]) : size / Number(shape[0]);
          return drawn.map((u) => (2 / Math.sqrt(fanIn)) * u);
        }
        case 'bias':
        case 'shift':
          return drawn.map((u) => 0.1 * u);
        case 'gain':
          return drawn.map((u) => 1 + 0.2 * u);
      }
    }),
  );
}

/** Inputs, then targets, then masks, as make.py draws them. */
function drawBatch(given: TrainingCase, plan: ModelPlan, numbers: ParkMiller): Batch {
  const { samples, target, loss } = given;
  const features = given.inputShape.reduce((product, size) => product * size, 1);
  const x = numbers.many(samples * features).map((u) => 1.7 * u);
  const y = new Float64Array(samples * plan.outputs);
  if (target.kind === 'values') y.set(numbers.many(y.length));
  else
    numbers.many(samples).forEach((u, sample) => {
      const label = Math.trunc(((u + 1) / 2) * target.classes);
      if (loss === 'logistic') y[sample] = label;
      else y[sample * target.classes + label] = 1;
    });
  const keep = 1 - given.model.dropout;
  const masks = plan.masks.map(({ name, units }) => {
    const data = numbers
      .many(samples * units)
      .map((u) => ((u + 1) / 2 >= given.model.dropout ? 1 / keep : 0));
    return [name, { shape: [samples, units], data }] as const;
  });
  return {
    samples: {
      x: { shape: [samples, ...given.inputShape], data: x },
      y: { shape: [samples, plan.outputs], data: y },
    },
    masks: Object.fromEntries(masks),
  };
}

function asTensors(scalars: Readonly<Record<string, number>>): Tensors {
  return Object.fromEntries(
    Object.entries(scalars).map(([name, value]) => [
      name,
      { shape: [], data: Float64Array.of(value) },
    ]),
  );
}
