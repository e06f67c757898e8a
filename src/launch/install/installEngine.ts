import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nativePackages, type NativeName } from '../../protocol/nativeEngines';
import { askCore, CoreError } from '../askCore';
import { explainFailure, type InstallStep } from './explainFailure';
import { findNpm, type Npm } from './findNpm';
import { InstallCancelled, InstallError } from './installError';
import { PartialFolder } from './partialFolder';
import { refusePlatform } from './refusePlatform';
import { runNpm } from './runNpm';

export interface InstallProgress {
  readonly step: InstallStep;
  /** What npm or the install script said last. */
  readonly line?: string;
}

export interface InstallRequest {
  readonly name: NativeName;
  /** Where engines are, each in a folder of its own. */
  readonly enginesFolder: string;
  readonly corePath: string;
  /** Of npm and of the core; the PATH in it says where npm is. */
  readonly environment: NodeJS.ProcessEnv;
  /** What runs the core; this very Node when left out. */
  readonly command?: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: InstallProgress) => void;
}

export interface InstalledEngine {
  readonly folder: string;
  /** Of TensorFlow.js. */
  readonly version: string;
}

/**
 * Installs a native engine by the user's npm. It takes its place only when a process of its own
 * has loaded it and computed 1 + 1; whatever happens before, nothing is left behind. Throws
 * `InstallError`, also when `signal` ended it.
 */
export async function installEngine(request: InstallRequest): Promise<InstalledEngine> {
  const { name, enginesFolder, environment, signal } = request;
  refusePlatform(name);
  const npm = findNpm(environment);
  if (!npm)
    throw new InstallError(
      'There is no npm on the PATH. It comes with Node.js (20 or newer): install that, and start again.',
    );
  const partial = new PartialFolder(enginesFolder, name);
  try {
    writeManifest(partial.path, name);
    await fetchPackages(npm, partial.path, request);
    await runInstallScript(npm, partial.path, request);
    const version = await prove(partial.path, request);
    return { folder: partial.finish(), version };
  } catch (error) {
    if (signal.aborted) throw new InstallCancelled(`${name} was not installed: it was cancelled.`);
    if (error instanceof InstallError) throw error;
    throw new InstallError(`${name} was not installed: ${String(error)}`, { cause: error });
  } finally {
    partial.discard();
  }
}

/** npm 11 runs no install script that is not allowed here by name; older ones do not read this. */
function writeManifest(folder: string, name: NativeName): void {
  const { package: packageName, range } = nativePackages[name];
  const manifest = {
    name: 'fitscope-engine',
    private: true,
    dependencies: { [packageName]: range },
    allowScripts: { [packageName]: true },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, undefined, 2));
}

/** Scripts of all other packages stay unrun, whichever npm this is. */
function fetchPackages(npm: Npm, folder: string, request: InstallRequest): Promise<void> {
  const args = ['install', '--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund'];
  return call(npm, 'packages', args, folder, request);
}

function runInstallScript(npm: Npm, folder: string, request: InstallRequest): Promise<void> {
  const { package: packageName } = nativePackages[request.name];
  // Against an ignore-scripts of the user's, who asked for this one.
  const args = ['rebuild', packageName, '--no-ignore-scripts', '--foreground-scripts'];
  return call(npm, 'library', args, folder, request);
}

async function call(
  npm: Npm,
  step: InstallStep,
  args: readonly string[],
  folder: string,
  { name, environment, signal, onProgress }: InstallRequest,
): Promise<void> {
  onProgress({ step });
  const { code, lines } = await runNpm(npm, [...args, `--prefix=${folder}`, ...patience], {
    cwd: folder,
    env: environment,
    signal,
    onLine: (line) => onProgress({ step, line }),
  });
  if (code === 0 && !signal.aborted) return;
  throw new InstallError(`${name} was not installed. ${explainFailure(step, lines)}`);
}

/** Lines for progress; and not ten seconds of silence before each of npm's retries. */
const patience = [
  '--loglevel=http',
  '--fetch-retry-mintimeout=500',
  '--fetch-retry-maxtimeout=4000',
];

async function prove(folder: string, request: InstallRequest): Promise<string> {
  const { name, corePath, environment, command, signal, onProgress } = request;
  onProgress({ step: 'proof' });
  try {
    const answer = await askCore(corePath, ['prove', name, folder], {
      env: environment,
      signal,
      ...(command !== undefined && { command }),
    });
    return (answer as { readonly version: string }).version;
  } catch (error) {
    if (!(error instanceof CoreError)) throw error;
    throw new InstallError(
      `${name} was downloaded, but does not work here, and was taken away again. ${error.message}`,
    );
  }
}
