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
    Tensor,
    writesInPlace: false,
    run: async (session, feeds, fetches) => {
      await new Promise((resolve) => setImmediate(resolve));
      return session.run(feeds, fetches).catch(explain);
    },
  };
  return {
    name: 'onnx-wasm',
    version: env.versions.web ?? 'unknown',
    compile: async (program) => {
      const session = await InferenceSession.create(writeModel(program), {
        executionProviders: ['wasm'],
        graphOptimizationLevel: 'all',
        logSeverityLevel: 3,
      });
      return new OnnxExecutable(program, session as NativeSession, runtime);
    },
  };
}

/** Its memory ends at 4 GB, which it reports as an access out of bounds or a failed allocation. */
function explain(error: unknown): never {
  const message = String(error);
  if (/out of bounds|bad_alloc|allocate|out of memory/i.test(message))
    throw new Error(`onnx-wasm is out of memory (it has 4 GB): ${message}`, { cause: error });
  throw error;
}
