import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Npm } from './findNpm';

export interface NpmOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Ends npm and everything that it started. */
  readonly signal: AbortSignal;
  readonly onLine: (line: string) => void;
}

export interface NpmEnding {
  /** Undefined when a signal ended it, or when it could not be started. */
  readonly code?: number;
  /** The last of what npm and the scripts that it ran said. */
  readonly lines: readonly string[];
}

const keptLines = 400;
/** How long a script may take to end when it is told to, milliseconds. */
const patience = 2000;

/** Runs npm; resolves when it and what it started are gone, never rejects. */
export function runNpm(
  npm: Npm,
  args: readonly string[],
  { cwd, env, signal, onLine }: NpmOptions,
): Promise<NpmEnding> {
  if (signal.aborted) return Promise.resolve({ lines: [] });
  // In a group of its own: an install script outlives npm otherwise.
  const child = spawn(npm.command, [...npm.args, ...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const lines: string[] = [];
  const keep = (line: string) => {
    if (line.trim() === '') return;
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    onLine(line);
  };
  for (const input of [child.stdout, child.stderr]) createInterface({ input }).on('line', keep);
  let timer: NodeJS.Timeout | undefined;
  const onAbort = () => {
    endGroup(child, 'SIGTERM');
    timer = setTimeout(() => endGroup(child, 'SIGKILL'), patience);
  };
  signal.addEventListener('abort', onAbort);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      if (child.pid === undefined) keep(`${npm.command} could not be started: ${error.message}`);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve({ lines, ...(code !== null && code >= 0 && { code }) });
    });
  });
}

function endGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawn('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true });
    return;
  }
  try {
    process.kill(-pid, name);
  } catch {
    // All of them have ended meanwhile.
  }
}
