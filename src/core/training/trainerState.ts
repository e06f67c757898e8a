import type { Tensor, Tensors } from '../engines/engine';
import type { ModelPlan } from '../model/plan';

/**
 * Parameters, running statistics and optimizer moments. Of the first two there are two sides: a step
 * reads one and writes the other, so that nothing is allocated while training and the weights before
 * the step are still there to be looked at after it. Nobody looks at moments, so a call of one step
 * writes each over itself; a call of several keeps those before it, for it may have to be taken back.
 */
export class TrainerState {
  private current: Side;
  private other: Side;
  private moments: Tensors;
  /** Made by the first call of several steps: networks whose steps take long have none. */
  private otherMoments: Tensors | undefined;

  constructor(
    private readonly plan: ModelPlan,
    private readonly momentNames: readonly string[],
    parameters: Float32Array,
  ) {
    this.current = newSide(plan);
    this.other = newSide(plan);
    this.moments = this.newMoments();
    (this.current.parameters.data as Float32Array).set(parameters);
    if (plan.stateCount > 0) (this.current.state?.data as Float32Array).set(plan.initialState());
  }

  get parameters(): Float32Array {
    return this.current.parameters.data as Float32Array;
  }

  /** Parameters before the last step. */
  get previous(): Tensor {
    return this.other.parameters;
  }

  /** Inputs of a training step. */
  get read(): Tensors {
    return { ...this.current, ...this.moments };
  }

  /** Where a call of so many training steps writes. */
  write(steps: number): Tensors {
    if (steps === 1) return { ...this.other, ...this.moments };
    this.otherMoments ??= this.newMoments();
    return { ...this.other, ...this.otherMoments };
  }

  /** Inputs of programs that only look: parameters, and state where there is one. */
  get looked(): Tensors {
    return { ...this.current };
  }

  /** After a call of so many steps; a second time takes it back, where it had several. */
  swap(steps: number): void {
    [this.current, this.other] = [this.other, this.current];
    if (steps > 1 && this.otherMoments)
      [this.moments, this.otherMoments] = [this.otherMoments, this.moments];
  }

  private newMoments(): Tensors {
    const { parameterCount } = this.plan;
    return Object.fromEntries(this.momentNames.map((name) => [name, zeros(parameterCount)]));
  }
}

interface Side {
  readonly parameters: Tensor;
  readonly state?: Tensor;
}

function newSide({ parameterCount, stateCount }: ModelPlan): Side {
  return {
    parameters: zeros(parameterCount),
    ...(stateCount > 0 && { state: zeros(stateCount) }),
  };
}

function zeros(length: number): Tensor {
  return { shape: [length], data: new Float32Array(length) };
}
