import { dirname, join, sep } from 'node:path';
import type { Engine } from '../../src/core/engines/engine';
import { tensorFlow } from '../../src/core/engines/tensorflow/tensorFlow';

/**
 * TensorFlow.js on the backends that need no native library. The whole process has one backend at
 * a time, so tests take one after the other.
 */
export async function openBackend(backend: 'cpu' | 'wasm'): Promise<Engine> {
  const tf = await import('@tensorflow/tfjs-core');
  if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
  else {
    const { setWasmPaths } = await import('@tensorflow/tfjs-backend-wasm');
    setWasmPaths(join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')), sep));
  }
  // It answers false, and trains on with another one, where it cannot.
  if (!(await tf.setBackend(backend))) throw new Error(`There is no backend ${backend}.`);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`The backend is ${tf.getBackend()}.`);
  return tensorFlow(tf, `tensorflow on ${backend}`);
}
