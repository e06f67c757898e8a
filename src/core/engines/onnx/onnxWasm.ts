import type { InferenceSession as NativeSession } from 'onnxruntime-node';
import type { Engine } from '../engine';
import { portsOf, portsOfSteps, type Ports } from '../ports';
import { OnnxExecutable, type OnnxRuntime } from './onnxExecutable';
import { writeModel } from './writeModel';
import { writeSteps } from './writeSteps';

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
  const open = async (model: Uint8Array, ports: Ports): Promise<OnnxExecutable> => {
    const session = await InferenceSession.create(model, {
      executionProviders: ['wasm'],
      graphOptimizationLevel: 'all',
      // What fails is thrown; it need not be on the terminal too.
      logSeverityLevel: 4,
    });
    return new OnnxExecutable(ports, session as NativeSession, runtime);
  };
  return {
    name: runtime.name,
    version: env.versions.web ?? 'unknown',
    compile: async (program) => open(writeModel(program), portsOf(program)),
    compileSteps: async (recurrence) => open(writeSteps(recurrence), portsOfSteps(recurrence)),
  };
}
