import type { InferenceSession as Session } from 'onnxruntime-node';
import type { Program } from '../../program/program';
import type { Engine, Executable } from '../engine';
import { portsOf, portsOfSteps, type Ports } from '../ports';
import { DividedExecutable } from './dividedExecutable';
import { divideVectors, namesOfParts } from './divideVectors';
import { hasLongValues } from './hasLongValues';
import { keepFreedMemory } from './keepFreedMemory';
import { OnnxExecutable, type OnnxRuntime } from './onnxExecutable';
import { findRefusal } from './unreadOutput';
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
  const openSession = (model: Uint8Array, hasPlan = true): Promise<Session> =>
    InferenceSession.create(model, sessionOptions(options, hasPlan));
  const refusal = await findRefusal({ open: openSession, Tensor });
  const runtime: OnnxRuntime = {
    name: 'onnx',
    Tensor,
    writesInPlace: true,
    ...(refusal !== undefined && { refusal }),
    // This package waits for a turn of the event loop by itself.
    run: (session, feeds, fetches) => session.run(feeds, fetches),
  };
  const open = async (program: Program, model: Uint8Array, ports: Ports): Promise<Executable> =>
    new OnnxExecutable(ports, await openSession(model, !hasLongValues(program)), runtime);
  return {
    name: 'onnx',
    version: env.versions.node ?? 'unknown',
    compile: async (whole) => {
      const { program, parts } = divideVectors(whole);
      const divided = await open(program, writeModel(program), portsOf(program));
      return parts.size > 0 ? new DividedExecutable(portsOf(whole), parts, divided) : divided;
    },
    compileSteps: async (whole) => {
      const { program, parts } = divideVectors(whole.program);
      const steps = { program, carried: namesOfParts(whole.carried, parts) };
      const divided = await open(
        program,
        writeSteps(steps, refusal !== undefined),
        portsOfSteps(steps),
      );
      return parts.size > 0 ? new DividedExecutable(portsOfSteps(whole), parts, divided) : divided;
    },
  };
}

function sessionOptions(
  { threads = 1, flushDenormals = false }: OnnxOptions,
  enableMemPattern: boolean,
) {
  return {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    // The next level turns feature maps into another layout for their pooling and back: slower here.
    graphOptimizationLevel: 'extended',
    enableMemPattern,
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
