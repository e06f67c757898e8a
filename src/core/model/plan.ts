import type { LayerDescription } from '../../protocol/events';
import type { ProgramBuilder } from '../program/builder';
import type { Value } from '../program/program';

/**
 * A model laid out before any number exists: where each parameter sits in the one flat parameter
 * vector, and how a forward pass is written into a program.
 */
export interface ModelPlan {
  /** Sizes of one sample: [features], or [channels, height, width]. */
  readonly inputShape: readonly number[];
  /** Width of the logits. */
  readonly outputs: number;
  readonly layers: readonly LayerDescription[];
  readonly parameters: readonly ParameterSlot[];
  readonly parameterCount: number;
  /** Running statistics of batch normalization, flat; 0 where there are none. */
  readonly stateCount: number;
  /** Inputs with dropout factors (0 or 1 / (1 - p)), one for each dropped layer; often none. */
  readonly masks: readonly MaskSlot[];
  /** Values of the running statistics before training. */
  initialState(): Float32Array;
  forward(builder: ProgramBuilder, inputs: ForwardInputs): Forward;
}

export interface ParameterSlot {
  /** Such as `hidden1.weight`. */
  readonly name: string;
  readonly layer: string;
  readonly role: 'weight' | 'bias' | 'gain' | 'shift';
  /** Dense weights are [in, out], kernels [out, in, size, size]. */
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** Stays as it starts; neither gradient nor decay reach it. */
  readonly isFrozen?: boolean;
}

export interface MaskSlot {
  /** Name of the program input, [batch, units]. */
  readonly name: string;
  readonly units: number;
}

export interface ForwardInputs {
  /** [parameterCount] */
  readonly parameters: Value;
  /** [stateCount]; absent where stateCount is 0. */
  readonly state?: Value;
  /** [batch, ...inputShape] */
  readonly x: Value;
  /** In the order of the plan's masks; only in training. */
  readonly masks: readonly Value[];
  /** `train` uses the batch's statistics and the masks, `evaluate` the running statistics. */
  readonly mode: 'train' | 'evaluate';
}

export interface Forward {
  /** [batch, outputs], the output multiplier included, centred where the model says so. */
  readonly logits: Value;
  /** Each hidden layer after its activation, flattened to [batch, units], before dropout. */
  readonly activations: readonly { readonly layer: string; readonly value: Value }[];
  /** What the output layer reads, [batch, features]. */
  readonly features: Value;
  /** Running statistics after this batch, in training mode with batch normalization. */
  readonly state?: Value;
}
