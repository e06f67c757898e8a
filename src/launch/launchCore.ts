import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { NoiseFile } from './noiseFile';

export interface LaunchOptions {
  readonly cwd?: string;
  /** Kills the process when it comes. */
  readonly signal?: AbortSignal;
  /** Gets each line of what the process says beside its answer. */
  readonly onStderr?: (line: string) => void;
  /** What runs the core; this very Node when left out. */
  readonly command?: string;
  /** The whole environment; this process's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * Absolute path. The process then lives on when its starter ends: in a group of its own, its noise
   * in this file in place of a pipe (`onStderr` gets it at the end), its answer nowhere.
   */
  readonly detachedNoise?: string;
}

/** How a process ended. Exactly one of the first three says why. */
export interface CoreEnding {
  readonly code?: number;
  readonly signal?: NodeJS.Signals;
  /** Why it could not be started at all. */
  readonly notStarted?: string;
  /** Everything it wrote to stdout: the words. */
  readonly stdout: string;
  /** The last lines it wrote to stderr: the noise. */
  readonly stderr: readonly string[];
}

export interface LaunchedCore {
  /** Undefined when it could not be started. */
  readonly pid: number | undefined;
  /** Resolves when the process is gone and its pipes are read; never rejects. */
  readonly ended: Promise<CoreEnding>;
  kill(signal: NodeJS.Signals): void;
}

/** The last lines of noise are kept for who asks why a process ended. */
export const keptStderrLines = 50;

/** Starts the core. Words come on stdout, noise on stderr. */
export function launchCore(
  corePath: string,
  args: readonly string[],
  { cwd, signal, onStderr, command, env, detachedNoise }: LaunchOptions = {},
): LaunchedCore {
  const noise = detachedNoise === undefined ? undefined : new NoiseFile(detachedNoise);
  const child = spawn(command ?? process.execPath, [corePath, ...args], {
    stdio: noise ? ['ignore', 'ignore', noise.output] : ['ignore', 'pipe', 'pipe'],
    detached: noise !== undefined,
    windowsHide: true,
    ...(cwd !== undefined && { cwd }),
    ...(env && { env }),
  });
  let notStarted: string | undefined;
  const stdout: Buffer[] = [];
  const stderr: string[] = [];
  child.on('error', (error) => {
    if (child.pid === undefined) notStarted = error.message;
  });
  const keep = (line: string) => {
    stderr.push(line);
    if (stderr.length > keptStderrLines) stderr.shift();
    onStderr?.(line);
  };
  child.stdout?.on('data', (part: Buffer) => stdout.push(part));
  if (child.stderr) createInterface({ input: child.stderr }).on('line', keep);
  const kill = (name: NodeJS.Signals) => void child.kill(name);
  const onAbort = () => kill('SIGKILL');
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  const ended = new Promise<CoreEnding>((resolve) => {
    child.on('close', (code, killedBy) => {
      signal?.removeEventListener('abort', onAbort);
      noise?.takeLines().forEach(keep);
      const words = { stdout: Buffer.concat(stdout).toString('utf8'), stderr };
      if (notStarted !== undefined) resolve({ notStarted, ...words });
      else if (killedBy !== null) resolve({ signal: killedBy, ...words });
      else resolve({ code: code ?? 1, ...words });
    });
  });
  return { pid: child.pid, ended, kill };
}
