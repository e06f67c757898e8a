import type { Tensor, Tensors } from '../engines/engine';
import type { ModelPlan } from '../model/plan';

/**
 * Parameters, running statistics and optimizer moments, twice: a step reads one side and writes
 * the other, so that nothing is allocated while training and the weights before the step are
 * still there to be looked at after it.
 */
export class TrainerState {
  private current: Side;
  private other: Side;

  constructor(plan: ModelPlan, moments: readonly string[], parameters: Float32Array) {
    this.current = newSide(plan, moments);
    this.other = newSide(plan, moments);
    (this.current.parameters.data as Float32Array).set(parameters);
    if (plan.stateCount > 0)
      (this.current.all.state?.data as Float32Array).set(plan.initialState());
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
    return this.current.all;
  }

  /** Where a training step writes. */
  get write(): Tensors {
    return this.other.all;
  }

  /** Inputs of programs that only look: parameters, and state where there is one. */
  get looked(): Tensors {
    return this.current.looked;
  }

  swap(): void {
    [this.current, this.other] = [this.other, this.current];
  }
}

interface Side {
  readonly parameters: Tensor;
  readonly looked: Tensors;
  readonly all: Tensors;
}

function newSide(plan: ModelPlan, moments: readonly string[]): Side {
  const parameters = zeros(plan.parameterCount);
  const looked = { parameters, ...(plan.stateCount > 0 && { state: zeros(plan.stateCount) }) };
  const all = {
    ...looked,
    ...Object.fromEntries(moments.map((name) => [name, zeros(plan.parameterCount)])),
  };
  return { parameters, looked, all };
}

function zeros(length: number): Tensor {
  return { shape: [length], data: new Float32Array(length) };
}
