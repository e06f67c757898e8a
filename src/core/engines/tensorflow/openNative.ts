import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, sep } from 'node:path';
import util from 'node:util';
import { nativeNames, nativePackages, type NativeName } from '../../../protocol/nativeEngines';
import { enginesFolder } from '../../../runs/enginesFolder';
import type { Engine } from '../engine';
import { explainLoading } from './explainLoading';
import { findPackage } from './findPackage';
import type { TensorFlow } from './library';
import { tensorFlow } from './tensorFlow';

/**
 * TensorFlow's native library, from the user's folders or from where Fitscope installs it. Throws
 * an Error that says what to do where the package is missing, incomplete, or finds no GPU.
 */
export async function openNative(name: NativeName, folders: readonly string[]): Promise<Engine> {
  const installed = enginesFolder();
  const searched = [...folders, ...nativeNames.map((engine) => join(installed, engine))];
  const packages = packagesFor[name].map((engine) => nativePackages[engine].package);
  const files = packages.flatMap((packageName) => findPackage(packageName, searched) ?? []);
  const places = [...new Set([...folders, installed])].join(' and ');
  let failure = new Error(
    `${packages.join(' or ')} is not installed (looked from ${places}). ` +
      `Run fitscope doctor --install ${name}, or use engine: auto.`,
  );
  for (const file of files)
    try {
      return await open(name, file);
    } catch (error) {
      failure = error as Error;
    }
  throw failure;
}

/** The library that was just installed into a folder, and no other. Throws as `openNative`. */
export async function openInstalled(name: NativeName, folder: string): Promise<Engine> {
  const packageName = nativePackages[name].package;
  const file = findPackage(packageName, [folder]);
  if (!file?.startsWith(realpathSync(folder) + sep))
    throw new Error(`${packageName} is not in ${folder}.`);
  return open(name, file);
}

/** Best first: the package for GPUs computes on the processor where there is none. */
const packagesFor: Readonly<Record<NativeName, readonly NativeName[]>> = {
  'tensorflow-gpu': ['tensorflow-gpu'],
  tensorflow: ['tensorflow-gpu', 'tensorflow'],
};

async function open(name: NativeName, file: string): Promise<Engine> {
  restoreUtil();
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
