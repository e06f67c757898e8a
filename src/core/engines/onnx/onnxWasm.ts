import type { InferenceSession as NativeSession } from 'onnxruntime-node';
import type { Engine } from '../engine';
import { OnnxExecutable, type OnnxRuntime } from './onnxExecutable';
import { writeModel } from './writeModel';

/**
 * ONNX Runtime as WebAssembly, float32, one thread: three to five times slower than the native
 * library, and everywhere. Its package finds the .wasm file beside itself.
 */
export async function openOnnxWasm(): Promise<Engine> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-web');
  env.logLevel = 'error';
  env.wasm.numThreads = 1;
  const runtime: OnnxRuntime = {
    name: 'onnx-wasm',
    Tensor,
    writesInPlace: false,
    run: async (session, feeds, fetches) => {
      await new Promise((resolve) => setImmediate(resolve));
      return session.run(feeds, fetches);
    },
  };
  return {
    name: runtime.name,
    version: env.versions.web ?? 'unknown',
    compile: async (program) => {
      const session = await InferenceSession.create(writeModel(program), {
        executionProviders: ['wasm'],
        graphOptimizationLevel: 'all',
        // What fails is thrown; it need not be on the terminal too.
        logSeverityLevel: 4,
      });
      return new OnnxExecutable(program, session as NativeSession, runtime);
    },
  };
}
