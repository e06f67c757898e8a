import type { Settings } from '../../protocol/settings';
import type { Batch } from '../data/batches';
import type { Dataset } from '../data/dataset';
import { createRandom } from '../data/random';
import type { Engine, Executable, Tensor, Tensors } from '../engines/engine';
import type { OptimizerPlan } from '../model/optimizer';
import type { ModelPlan } from '../model/plan';
import { planOptimizer } from '../model/planOptimizer';
import { learningRateAt } from '../model/schedule';
import { trainProgram } from '../model/trainProgram';
import { DropoutMasks } from './dropoutMasks';
import type { TrainerState } from './trainerState';

export interface StepResult {
  /** Mean loss of the mini-batch before the update. */
  readonly loss: number;
  /** Right answers in the batch, or the sum of squared errors for values. */
  readonly counted: number;
  readonly learningRate: number;
}

interface Steps {
  readonly plan: ModelPlan;
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly totalSteps: number;
  readonly state: TrainerState;
}

/** Runs the training program step by step, from one side of the trainer's state to the other. */
export class Stepper {
  private readonly scalars: Record<string, Tensor> = {};
  private readonly results: Tensors = { loss: scalar(), correct: scalar() };
  private readonly masks: DropoutMasks;

  private constructor(
    private readonly executable: Executable,
    private readonly steps: Steps,
    private readonly optimizer: OptimizerPlan,
  ) {
    for (const name of Object.keys(optimizer.scalars(1, 1))) this.scalars[name] = scalar();
    const { plan, settings } = steps;
    const random = createRandom(settings.training.seed, 'dropout');
    this.masks = new DropoutMasks(plan.masks, settings.model.dropout, random);
  }

  static async compile(engine: Engine, steps: Steps): Promise<Stepper> {
    const { plan, settings, dataset } = steps;
    const executable = await engine.compile(trainProgram(plan, settings, dataset.target));
    return new Stepper(executable, steps, planOptimizer(settings.optimizer, plan));
  }

  async step(step: number, batch: Batch): Promise<StepResult> {
    const { plan, settings, dataset, totalSteps, state } = this.steps;
    const { schedule, optimizer } = settings;
    const learningRate = learningRateAt(schedule, optimizer.learning_rate, step, totalSteps);
    for (const [name, value] of Object.entries(this.optimizer.scalars(step, learningRate)))
      this.scalars[name]!.data[0] = value;
    const { count } = batch;
    await this.executable.run(
      {
        ...state.read,
        ...this.scalars,
        ...this.masks.draw(count),
        x: { shape: [count, ...dataset.inputShape], data: batch.inputs },
        y: { shape: [count, plan.outputs], data: batch.targets },
      },
      { ...state.write, ...this.results },
    );
    state.swap();
    return {
      loss: this.results['loss']!.data[0]!,
      counted: this.results['correct']!.data[0]!,
      learningRate,
    };
  }

  release(): Promise<void> {
    return this.executable.release();
  }
}

function scalar(): Tensor {
  return { shape: [], data: new Float32Array(1) };
}
