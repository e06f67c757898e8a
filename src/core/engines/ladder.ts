import type { EngineChoice } from '../../protocol/settings';
import { ProgramBuilder } from '../program/builder';
import type { Engine } from './engine';
import { EngineError } from './engineError';
import type { OnnxOptions } from './onnx/onnx';
import type { ProviderName } from './onnx/providers';
import type { NativeName } from '../../protocol/nativeEngines';

export interface EngineOptions extends OnnxOptions {
  /** Where packages that do not come with Fitscope may be: the config's folder, the workspace. */
  readonly folders?: readonly string[];
}

export type EngineName = Exclude<EngineChoice, 'auto'>;

export interface EngineExamination {
  readonly name: EngineName;
  readonly available: boolean;
  readonly version?: string;
  /** Why it is not available. */
  readonly reason?: string;
}

/**
 * The engine that a config asks for. `auto` is the first of `onnx` and `onnx-wasm` that works here;
 * an engine asked for by name and not working is an error with the reason, never another engine.
 */
export async function openEngine(
  choice: EngineChoice,
  options: EngineOptions = {},
): Promise<Engine> {
  if (choice !== 'auto') return openNamed(choice, options);
  const reasons: string[] = [];
  for (const name of ['onnx', 'onnx-wasm'] as const)
    try {
      return await openNamed(name, options);
    } catch (error) {
      reasons.push(messageOf(error));
    }
  throw new Error(`No engine works here. ${reasons.join(' ')}`);
}

/** Tries every engine, for people who want to know which there are and why others are not. */
export async function examineEngines(options: EngineOptions = {}): Promise<EngineExamination[]> {
  const examinations: EngineExamination[] = [];
  for (const name of Object.keys(doors) as EngineName[])
    try {
      const { version } = await openNamed(name, options);
      examinations.push({ name, available: true, version });
    } catch (error) {
      const { cause = error } = error as EngineError;
      examinations.push({ name, available: false, reason: messageOf(cause) });
    }
  return examinations;
}

/** Loads what was just installed into a folder, in place of what is used otherwise, and proves it. */
export async function proveInstalled(
  name: NativeName,
  folder: string,
): Promise<Pick<Engine, 'name' | 'version'>> {
  const { openInstalled } = await import('./tensorflow/openNative');
  const engine = await openInstalled(name, folder);
  await prove(engine);
  return engine;
}

/** Each engine is loaded only when it is opened: a start needs none of the others. */
const doors: Readonly<Record<EngineName, (options: EngineOptions) => Promise<Engine>>> = {
  onnx: async (options) => (await import('./onnx/onnx')).openOnnx(options),
  'onnx-wasm': async () => (await import('./onnx/onnxWasm')).openOnnxWasm(),
  'onnx-webgpu': () => openGpu('onnx-webgpu'),
  'onnx-directml': () => openGpu('onnx-directml'),
  'onnx-coreml': () => openGpu('onnx-coreml'),
  'onnx-cuda': () => openGpu('onnx-cuda'),
  'tensorflow-gpu': (options) => openTensorFlow('tensorflow-gpu', options),
  tensorflow: (options) => openTensorFlow('tensorflow', options),
  reference: async () => (await import('./reference/reference')).reference,
};

async function openNamed(name: EngineName, options: EngineOptions): Promise<Engine> {
  try {
    const engine = await doors[name](options);
    await prove(engine);
    return engine;
  } catch (error) {
    throw new EngineError(`Engine ${name} does not work here: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/** Some engines fail only when they are first used. */
async function prove(engine: Engine): Promise<void> {
  const b = new ProgramBuilder();
  b.output('y', b.add(b.input('x', [1]), 1));
  const executable = await engine.compile(b.build());
  const { y } = await executable.run({ x: { shape: [1], data: Float32Array.of(1) } });
  await executable.release();
  if (y?.data[0] !== 2) throw new Error(`1 + 1 gave ${y?.data[0]}.`);
}

async function openGpu(name: ProviderName): Promise<Engine> {
  const { openProvider } = await import('./onnx/openProvider');
  return openProvider(name);
}

async function openTensorFlow(
  name: NativeName,
  { folders = [process.cwd()] }: EngineOptions,
): Promise<Engine> {
  const { openNative } = await import('./tensorflow/openNative');
  return openNative(name, folders);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
