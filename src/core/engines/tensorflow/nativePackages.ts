export type NativeName = 'tensorflow' | 'tensorflow-gpu';

/**
 * The packages that bring TensorFlow's native library, best first, by the engine that asks for
 * them. The one for GPUs computes on the processor where there is none.
 */
export const nativePackages: Readonly<Record<NativeName, readonly [string, ...string[]]>> = {
  'tensorflow-gpu': ['@tensorflow/tfjs-node-gpu'],
  tensorflow: ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'],
};
