import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** A process that answers the name of a task with its steps a second. */
export class StepsProcess {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(command: string, args: readonly string[]) {
    this.child = spawn(command, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' },
    });
    this.reader = createInterface({ input: this.child.stdout! });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** The version that it announces when it can be asked. */
  async ready(): Promise<string> {
    const [word, version] = (await this.answer()).split(' ');
    if (word !== 'ready' || version === undefined) throw new Error(`It said ${word}, not ready.`);
    return version;
  }

  async stepsASecond(task: string): Promise<number> {
    this.child.stdin!.write(`${task}\n`);
    return Number(await this.answer());
  }

  end(): void {
    this.reader.close();
    this.child.kill();
  }

  private async answer(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done === true) throw new Error(`${this.child.spawnfile} ended without an answer.`);
    return value;
  }
}
