import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { keptStderrLines, type CoreEnding, type LaunchedCore } from './launchCore';

/** A core process that stays for the next run when one has ended. */
export class PooledCore {
  /** Runs that it was given. */
  runs = 0;
  private readonly child: ChildProcess;
  private current: ((ending: CoreEnding) => void) | undefined;
  private stderr: string[] = [];
  private notStarted: string | undefined;
  private isGone = false;

  constructor(corePath: string) {
    this.child = spawn(process.execPath, [corePath, 'pool'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const { child } = this;
    child.on('error', (error) => {
      if (child.pid === undefined) this.notStarted = error.message;
    });
    // Whoever dies takes no more requests; its end is told by `close`.
    child.stdin?.on('error', () => undefined);
    createInterface({ input: child.stdout! }).on('line', (line) => this.answered(line));
    createInterface({ input: child.stderr! }).on('line', (line) => this.noise(line));
    child.on('exit', () => (this.isGone = true));
    child.on('close', (code, signal) => {
      this.isGone = true;
      if (this.notStarted !== undefined) this.settle({ notStarted: this.notStarted });
      else this.settle(signal === null ? { code: code ?? 1 } : { signal });
    });
  }

  /** Whether it trains nothing, and lives. */
  get isIdle(): boolean {
    return !this.isGone && this.current === undefined;
  }

  /** Call only when it is idle. */
  train(args: readonly string[]): LaunchedCore {
    const { child } = this;
    this.runs += 1;
    this.stderr = [];
    let over = false;
    const ended = new Promise<CoreEnding>((resolve) => {
      this.current = (ending) => {
        over = true;
        resolve(ending);
      };
    });
    child.stdin?.write(`${JSON.stringify(args)}\n`);
    const kill = (signal: NodeJS.Signals) => {
      if (!over) child.kill(signal);
    };
    return { pid: child.pid, ended, kill };
  }

  /** Lets it go, at once where it trains nothing. */
  end(): void {
    this.child.stdin?.end();
  }

  private answered(line: string): void {
    const { code } = JSON.parse(line) as { readonly code: number };
    this.settle({ code });
  }

  private noise(line: string): void {
    this.stderr.push(line);
    if (this.stderr.length > keptStderrLines) this.stderr.shift();
  }

  private settle(how: Pick<CoreEnding, 'code' | 'signal' | 'notStarted'>): void {
    const { current, stderr } = this;
    this.current = undefined;
    current?.({ ...how, stdout: '', stderr });
  }
}
