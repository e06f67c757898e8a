import type { Settings } from '../../protocol/settings';
import type { Chunk } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { createRandom } from '../data/random';
import { ReusedArray } from '../data/reusedArray';
import type { Engine, Executable, Tensor, Tensors } from '../engines/engine';
import type { OptimizerPlan } from '../model/optimizer';
import type { ModelPlan } from '../model/plan';
import { planOptimizer } from '../model/planOptimizer';
import { learningRateAt } from '../model/schedule';
import { trainProgram, type AskedDistances } from '../model/trainProgram';
import { DropoutMasks } from './dropoutMasks';
import { stepsOf } from './stepsOf';
import type { TrainerState } from './trainerState';

export interface StepResult {
  /** Mean loss of the mini-batch before the update. */
  readonly loss: number;
  /** Right answers in the batch, or the sum of squared errors for values. */
  readonly counted: number;
  readonly learningRate: number;
  /** Of each layer that is compared, in a step that was asked; see `trainProgram`. */
  readonly distances?: Float32Array;
}

/** Whether something holds for the step of this number. */
type OfStep = (step: number) => boolean;

interface Steps {
  readonly plan: ModelPlan;
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly totalSteps: number;
  readonly state: TrainerState;
  /** What steps can be asked for. */
  readonly distances?: AskedDistances;
}

/** Runs the training program chunk by chunk, from one side of the trainer's state to the other. */
export class Stepper {
  private readonly scalars: Readonly<Record<string, ReusedArray>>;
  private readonly losses = new ReusedArray();
  private readonly counted = new ReusedArray();
  private readonly asked = new ReusedArray();
  private readonly distances = new ReusedArray();
  private readonly masks: DropoutMasks;

  private constructor(
    private readonly executable: Executable,
    private readonly steps: Steps,
    private readonly optimizer: OptimizerPlan,
  ) {
    const names = Object.keys(optimizer.scalars(1, 1));
    this.scalars = Object.fromEntries(names.map((name) => [name, new ReusedArray()]));
    const { plan, settings } = steps;
    const random = createRandom(settings.training.seed, 'dropout');
    this.masks = new DropoutMasks(plan.masks, settings.model.dropout, random);
  }

  static async compile(engine: Engine, steps: Steps): Promise<Stepper> {
    const { plan, settings, dataset, state, distances } = steps;
    const executable = await engine.compileSteps({
      program: trainProgram(plan, settings, dataset.target, distances),
      carried: Object.keys(state.read),
    });
    return new Stepper(executable, steps, planOptimizer(settings.optimizer, plan));
  }

  /**
   * The steps of a chunk, the first of which has this number (from 1). Ends with the first step
   * that `isLast` of its loss: with the state after it, and the one before it as the previous.
   */
  async run(
    first: number,
    chunk: Chunk,
    isLast: (loss: number, step: number) => boolean = () => false,
    isAsked: OfStep = () => false,
  ): Promise<StepResult[]> {
    const { plan, dataset, state } = this.steps;
    const { steps, count } = chunk;
    const rates = this.fillScalars(first, steps);
    const inputs: Tensors = {
      ...this.masks.draw(steps, count),
      ...this.scalarTensors(steps),
      ...this.askedTensor(steps, (index) => isAsked(first + index)),
      x: { shape: [steps, count, ...dataset.inputShape], data: chunk.inputs },
      y: { shape: [steps, count, plan.outputs], data: chunk.targets },
    };
    const results = await this.execute(inputs, steps, rates);
    const last = results.findIndex(({ loss }, index) => isLast(loss, first + index));
    if (last < 0 || steps === 1) return results;
    state.swap(steps);
    if (last > 0) await this.execute(stepsOf(inputs, 0, last), last, rates);
    await this.execute(stepsOf(inputs, last, last + 1), 1, rates);
    return results.slice(0, last + 1);
  }

  /** What a first step on these samples would be told of its distances; nothing changes. */
  async distancesOf({ x, y }: { readonly x: Tensor; readonly y: Tensor }): Promise<Float32Array> {
    const [count] = x.shape as readonly [number];
    const oneStep = ({ shape, data }: Tensor): Tensor => ({ shape: [1, ...shape], data });
    this.fillScalars(1, 1);
    const inputs: Tensors = {
      ...this.masks.none(count),
      ...this.scalarTensors(1),
      ...this.askedTensor(1, () => true),
      x: oneStep(x),
      y: oneStep(y),
    };
    const { distances } = await this.executable.run({ ...this.steps.state.read, ...inputs });
    return Float32Array.from(distances!.data);
  }

  release(): Promise<void> {
    return this.executable.release();
  }

  private async execute(
    inputs: Tensors,
    steps: number,
    rates: readonly number[],
  ): Promise<StepResult[]> {
    const { state } = this.steps;
    const loss = { shape: [steps], data: this.losses.first(steps) };
    const correct = { shape: [steps], data: this.counted.first(steps) };
    const layers = this.steps.distances?.layers.length ?? 0;
    const distances = { shape: [steps, layers], data: this.distances.first(steps * layers) };
    const into = { ...state.write(steps), loss, correct, ...(layers > 0 && { distances }) };
    await this.executable.run({ ...state.read, ...inputs }, into);
    state.swap(steps);
    const asked = inputs['asked']?.data;
    return rates.slice(0, steps).map((learningRate, index) => ({
      loss: loss.data[index]!,
      counted: correct.data[index]!,
      learningRate,
      ...(asked?.[index] === 1 && {
        distances: distances.data.slice(index * layers, (index + 1) * layers),
      }),
    }));
  }

  private askedTensor(steps: number, isAsked: (index: number) => boolean): Tensors {
    if (!this.steps.distances) return {};
    const data = this.asked.first(steps);
    for (let index = 0; index < steps; index++) data[index] = Number(isAsked(index));
    return { asked: { shape: [steps], data } };
  }

  /** The learning rates of these steps. */
  private fillScalars(first: number, steps: number): number[] {
    const { settings, totalSteps } = this.steps;
    return Array.from({ length: steps }, (_, index) => {
      const step = first + index;
      const { learning_rate } = settings.optimizer;
      const learningRate = learningRateAt(settings.schedule, learning_rate, step, totalSteps);
      for (const [name, value] of Object.entries(this.optimizer.scalars(step, learningRate)))
        this.scalars[name]!.first(steps)[index] = value;
      return learningRate;
    });
  }

  private scalarTensors(steps: number): Tensors {
    return Object.fromEntries(
      Object.entries(this.scalars).map(([name, values]): [string, Tensor] => [
        name,
        { shape: [steps], data: values.first(steps) },
      ]),
    );
  }
}
