import { execFile } from 'node:child_process';

/** How a command of Slurm ended. */
export interface CommandEnding {
  readonly command: string;
  /** Absent when it could not be started or did not end in time. */
  readonly code?: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The system's word where there is no code: `ENOENT`, `ETIMEDOUT`. */
  readonly problem?: string;
}

export type RunCommand = (command: string, args: readonly string[]) => Promise<CommandEnding>;

/** Slurm's own clients give up on a controller after some ten seconds. */
const patience = 90_000;
/** A line of squeue is some 40 bytes, and a user may have a million tasks. */
const mostOutput = 64 << 20;

/** Runs a command with these very arguments, with no shell between. Never rejects. */
export const runCommand: RunCommand = (command, args) =>
  new Promise((resolve) => {
    const options = { timeout: patience, maxBuffer: mostOutput, windowsHide: true };
    execFile(command, args, options, (error, stdout, stderr) => {
      const words = { command, stdout, stderr };
      if (!error) resolve({ ...words, code: 0 });
      else if (typeof error.code === 'number') resolve({ ...words, code: error.code });
      else resolve({ ...words, problem: error.killed ? 'ETIMEDOUT' : (error.code ?? 'unknown') });
    });
  });
