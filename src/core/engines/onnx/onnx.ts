import type { Engine } from '../engine';
import { portsOf, portsOfSteps, type Ports } from '../ports';
import { keepFreedMemory } from './keepFreedMemory';
import { OnnxExecutable } from './onnxExecutable';
import { writeModel } from './writeModel';
import { writeSteps } from './writeSteps';

export interface OnnxOptions {
  /** Threads inside one operation; 1 when left out. */
  readonly threads?: number;
  /**
   * Whether numbers below 1.2e-38 count as 0; false when left out. The moments of units that died
   * end among those, where some processors are many times slower. ONNX Runtime sets this for the whole
   * calling thread with the first session of a process, once and for all: JavaScript then takes
   * its own numbers below 2.2e-308 for 0 too (`Number.MIN_VALUE > 0` is false).
   */
  readonly flushDenormals?: boolean;
}

/** ONNX Runtime's native library, float32 on the CPU. Throws where it does not load. */
export async function openOnnx(options: OnnxOptions = {}): Promise<Engine> {
  const { env, InferenceSession, Tensor } = await import('onnxruntime-node');
  keepFreedMemory();
  env.logLevel = 'error';
  const open = async (model: Uint8Array, ports: Ports): Promise<OnnxExecutable> =>
    new OnnxExecutable(ports, await InferenceSession.create(model, sessionOptions(options)), {
      name: 'onnx',
      Tensor,
      writesInPlace: true,
      // This package waits for a turn of the event loop by itself.
      run: (session, feeds, fetches) => session.run(feeds, fetches),
    });
  return {
    name: 'onnx',
    version: env.versions.node ?? 'unknown',
    compile: async (program) => open(writeModel(program), portsOf(program)),
    compileSteps: async (recurrence) => open(writeSteps(recurrence), portsOfSteps(recurrence)),
  };
}

function sessionOptions({ threads = 1, flushDenormals = false }: OnnxOptions) {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // What fails is thrown; it need not be on the terminal too.
    logSeverityLevel: 4,
    extra: {
      session: {
        set_denormal_as_zero: flushDenormals ? '1' : '0',
        // Under load, two threads that spin are slower than one.
        intra_op: { allow_spinning: '0' },
      },
    },
  } as const;
}
