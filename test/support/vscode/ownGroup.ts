import type { ChildProcessWithoutNullStreams } from 'node:child_process';

export interface OwnedGroup {
  /** All that it wrote, on either pipe. */
  said(): string;
  isRunning(): boolean;
  /** Kills it with everything that it started, and waits until it is gone. */
  end(): Promise<void>;
}

/** Takes care of a detached child: its whole process group dies with this process, at the latest. */
export function ownGroup(child: ChildProcessWithoutNullStreams): OwnedGroup {
  let said = '';
  let running = true;
  const gone = new Promise<void>((resolve) => {
    const settle = (): void => {
      running = false;
      process.off('exit', kill);
      resolve();
    };
    child.on('exit', settle);
    child.on('error', (error) => {
      said += String(error);
      settle();
    });
  });
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Already gone.
    }
  };
  process.on('exit', kill);
  child.stdin.on('error', () => undefined);
  for (const pipe of [child.stdout, child.stderr]) {
    pipe.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  return {
    said: () => said,
    isRunning: () => running,
    end: async () => {
      kill();
      await gone;
    },
  };
}
