import type { InferenceSession } from 'onnxruntime-node';
import type { Engine } from '../engine';
import { portsOf, portsOfSteps, type Ports } from '../ports';
import { explainProvider } from './explainProvider';
import { OnnxExecutable } from './onnxExecutable';
import { proveProvider } from './proveProvider';
import { providers, type Provider, type ProviderName } from './providers';
import { refuseWithoutCuda } from './refuseWithoutCuda';
import { refuseWithoutVulkan } from './refuseWithoutVulkan';
import { writeModel } from './writeModel';
import { writeSteps } from './writeSteps';

/**
 * ONNX Runtime's native library on a GPU, float32. What a provider cannot do (shapes, a few
 * operations) is computed on the processor in the same session, but a matrix product must run on
 * what was asked for. Throws an Error that says what is missing.
 */
export async function openProvider(name: ProviderName): Promise<Engine> {
  const { env, InferenceSession, listSupportedBackends, Tensor } = await import('onnxruntime-node');
  const provider = providers[name];
  refuseUnknown(name, provider, listSupportedBackends());
  if (name === 'onnx-webgpu') refuseWithoutVulkan();
  if (name === 'onnx-cuda') {
    refuseWithoutCuda();
    // It rounds the factors of products to 10 bits where nobody forbids it.
    process.env['NVIDIA_TF32_OVERRIDE'] ??= '0';
  }
  env.logLevel = 'error';
  const open = async (model: Uint8Array, ports: Ports, isStrict = false) => {
    const session = await InferenceSession.create(model, sessionOptions(provider, isStrict));
    return new OnnxExecutable(ports, session, {
      name,
      Tensor,
      writesInPlace: true,
      // This package waits for a turn of the event loop by itself.
      run: (running, feeds, fetches) => running.run(feeds, fetches),
    });
  };
  try {
    await proveProvider((program) => open(writeModel(program), portsOf(program), true));
  } catch (error) {
    throw explainProvider(provider, error);
  }
  return {
    name,
    version: env.versions.node ?? 'unknown',
    compile: async (program) => open(writeModel(program), portsOf(program)),
    compileSteps: async (recurrence) => open(writeSteps(recurrence), portsOfSteps(recurrence)),
  };
}

function refuseUnknown(
  name: ProviderName,
  { backend, carriedBy }: Provider,
  carried: readonly { readonly name: string }[],
): void {
  if (carried.some((candidate) => candidate.name === backend)) return;
  throw new Error(
    `ONNX Runtime carries ${name} on ${carriedBy}; here (${process.platform}-${process.arch}) it ` +
      `has ${carried.map((candidate) => candidate.name).join(', ')}. Use engine: auto.`,
  );
}

function sessionOptions(
  { options, sessionOptions }: Provider,
  isStrict: boolean,
): InferenceSession.SessionOptions {
  return {
    executionProviders: [options],
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // What fails is thrown; it need not be on the terminal too.
    logSeverityLevel: 4,
    extra: { session: { disable_cpu_ep_fallback: isStrict ? '1' : '0' } },
    ...sessionOptions,
  };
}
