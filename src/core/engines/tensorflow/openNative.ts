import { createRequire } from 'node:module';
import util from 'node:util';
import type { Engine } from '../engine';
import { enginesFolder } from './enginesFolder';
import { explainLoading } from './explainLoading';
import { findPackage } from './findPackage';
import { nativePackages, type NativeName } from './nativePackages';
import type { TensorFlow } from './library';
import { tensorFlow } from './tensorFlow';

/**
 * TensorFlow's native library, from the user's folders or from where Fitscope installs it. Throws
 * an Error that says what to do where the package is missing, incomplete, or finds no GPU.
 */
export async function openNative(name: NativeName, folders: readonly string[]): Promise<Engine> {
  const searched = [...new Set([...folders, enginesFolder()])];
  const files = nativePackages[name].flatMap(
    (packageName) => findPackage(packageName, searched) ?? [],
  );
  let failure = new Error(
    `${nativePackages[name].join(' or ')} is not installed (looked from ${searched.join(' and ')}). ` +
      `Run fitscope doctor --install ${name}, or use engine: auto.`,
  );
  restoreUtil();
  for (const file of files)
    try {
      return await open(name, file);
    } catch (error) {
      failure = error as Error;
    }
  throw failure;
}

async function open(name: NativeName, file: string): Promise<Engine> {
  const tf = load(file, name);
  await tf.ready();
  if (tf.getBackend() !== 'tensorflow')
    throw new Error(`${file} chose the backend ${tf.getBackend()} instead of its native library.`);
  const backend = tf.backend() as { readonly isUsingGpuDevice?: boolean };
  if (name === 'tensorflow-gpu' && backend.isUsingGpuDevice !== true)
    throw new Error(
      'TensorFlow found no GPU: its driver, CUDA 11 and cuDNN 8 must be there. Use engine: auto, ' +
        'or tensorflow, to train on the processor.',
    );
  return tensorFlow(tf, name);
}

function load(file: string, name: NativeName): TensorFlow {
  try {
    return createRequire(file)(file) as TensorFlow;
  } catch (error) {
    throw new Error(explainLoading(name, file, error), { cause: error });
  }
}

/** tfjs-node 4.22 calls these; Node 23 and later no longer have them. */
function restoreUtil(): void {
  const old = util as unknown as Record<string, (value: unknown) => boolean>;
  old['isNullOrUndefined'] ??= (value) => value === null || value === undefined;
  old['isArray'] ??= Array.isArray;
}
