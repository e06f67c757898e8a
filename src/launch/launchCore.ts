import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface LaunchOptions {
  readonly cwd?: string;
  /** Kills the process when it comes. */
  readonly signal?: AbortSignal;
  /** Gets each line of what the process says beside its answer. */
  readonly onStderr?: (line: string) => void;
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

const keptStderrLines = 50;

/** Starts the core with this very Node. Words come on stdout, noise on stderr. */
export function launchCore(
  corePath: string,
  args: readonly string[],
  { cwd, signal, onStderr }: LaunchOptions = {},
): LaunchedCore {
  const child = spawn(process.execPath, [corePath, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(cwd !== undefined && { cwd }),
  });
  let notStarted: string | undefined;
  const stdout: Buffer[] = [];
  const stderr: string[] = [];
  child.on('error', (error) => {
    if (child.pid === undefined) notStarted = error.message;
  });
  child.stdout.on('data', (part: Buffer) => stdout.push(part));
  createInterface({ input: child.stderr }).on('line', (line) => {
    stderr.push(line);
    if (stderr.length > keptStderrLines) stderr.shift();
    onStderr?.(line);
  });
  const kill = (name: NodeJS.Signals) => void child.kill(name);
  const onAbort = () => kill('SIGKILL');
  if (signal?.aborted) onAbort();
  signal?.addEventListener('abort', onAbort);
  const ended = new Promise<CoreEnding>((resolve) => {
    child.on('close', (code, killedBy) => {
      signal?.removeEventListener('abort', onAbort);
      const words = { stdout: Buffer.concat(stdout).toString('utf8'), stderr };
      if (notStarted !== undefined) resolve({ notStarted, ...words });
      else if (killedBy !== null) resolve({ signal: killedBy, ...words });
      else resolve({ code: code ?? 1, ...words });
    });
  });
  return { pid: child.pid, ended, kill };
}
