import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(__dirname, '..', '..');
let built: Promise<void> | undefined;

export const cliPath = join(root, 'dist', 'cli.js');
export const corePath = join(root, 'dist', 'core.js');

/** Builds dist/ once for all tests of a mocha run. */
export function buildProduct(): Promise<void> {
  built ??= promisify(execFile)(process.execPath, ['esbuild.mjs'], { cwd: root }).then(
    () => undefined,
  );
  return built;
}

export interface Answer {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly answer: Promise<Answer>;
}

export interface StartOptions {
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** In a process group of its own, as a terminal makes one; signal it by `-pid`. */
  readonly ownGroup?: boolean;
}

/** Starts `fitscope ...` as a user does: plain Node and the built file. */
export function startCli(args: readonly string[], options: StartOptions = {}): Started {
  return startNode([cliPath, ...args], options);
}

export function fitscope(args: readonly string[], options: StartOptions = {}): Promise<Answer> {
  return startCli(args, options).answer;
}

export function startNode(args: readonly string[], options: StartOptions = {}): Started {
  const { cwd, environment, ownGroup = false } = options;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    detached: ownGroup,
    ...(cwd !== undefined && { cwd }),
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const answer = new Promise<Answer>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, answer };
}
