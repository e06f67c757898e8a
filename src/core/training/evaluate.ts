import type { Samples } from '../data/dataset';
import type { Executable, Tensor, Tensors } from '../engines/engine';
import type { ModelPlan } from '../model/plan';
import type { Score } from './score';
import type { StopSignal } from './stopSignal';

/** The sizes of a model that say how much a sample takes. */
export type SampleSizes = Pick<ModelPlan, 'inputShape' | 'layers'>;

/** Numbers that the activations of one layer may have in a call, about. */
const mostActivations = 2 ** 22;

/**
 * Samples a call, so that the activations of a large set are not all in memory at once: fewer for
 * images, whose first feature maps are many times their own size, and for wide layers.
 */
export function samplesPerCall({ inputShape, layers }: SampleSizes): number {
  const widest = Math.max(...layers.map(({ units }) => units));
  const most = inputShape.length > 1 ? 128 : 512;
  return Math.max(16, Math.min(most, Math.floor(mostActivations / widest)));
}

export interface Evaluation {
  /** Mean over the samples. */
  readonly loss: number;
  readonly score: number;
  /** Loss of each sample. */
  readonly losses: Float32Array;
}

/**
 * Loss and score over all samples in evaluation mode (running statistics, no dropout); undefined
 * where a stop was asked for in between.
 */
export async function evaluate(
  executable: Executable,
  model: Tensors,
  samples: Samples,
  sizes: SampleSizes,
  score: Score,
  stop: Pick<StopSignal, 'isRequested'>,
): Promise<Evaluation | undefined> {
  const losses = new Float32Array(samples.count);
  let counted = 0;
  const most = samplesPerCall(sizes);
  for (let from = 0; from < samples.count; from += most) {
    if (stop.isRequested()) return undefined;
    const to = Math.min(samples.count, from + most);
    const result = await executable.run({ ...model, ...rows(samples, from, to, sizes.inputShape) });
    losses.set(numbers(result, 'losses'), from);
    for (const value of numbers(result, 'correct')) counted += value;
  }
  let total = 0;
  for (const loss of losses) total += loss;
  return { loss: total / samples.count, score: score.of(counted, samples.count), losses };
}

/** The tensors x and y of a range of samples, without a copy. */
export function rows(
  samples: Samples,
  from: number,
  to: number,
  inputShape: readonly number[],
): { readonly x: Tensor; readonly y: Tensor } {
  const width = samples.inputs.length / samples.count;
  const outputs = samples.targets.length / samples.count;
  return {
    x: {
      shape: [to - from, ...inputShape],
      data: samples.inputs.subarray(from * width, to * width),
    },
    y: {
      shape: [to - from, outputs],
      data: samples.targets.subarray(from * outputs, to * outputs),
    },
  };
}

/** The numbers of an output that must be there. */
export function numbers(result: Tensors, name: string): Float32Array | Float64Array {
  const tensor = result[name];
  if (!tensor) throw new Error(`The program has no output ${name}; it has ${Object.keys(result)}.`);
  return tensor.data;
}
