import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import type { Task } from './tasks';

/** What one process trains. */
export interface StepRequest {
  readonly task: Task;
  readonly threads: number;
  /** `onnx` when absent; PyTorch has but one. */
  readonly engine?: string;
  /** Settings of `monitor` that are not the usual ones; of PyTorch only whether it observes. */
  readonly monitor?: Readonly<Record<string, string | number>>;
}

export interface StepAnswer {
  readonly stepsASecond: number;
  /** Share of the time that observing took. */
  readonly monitoring: number;
  /** Share that ten steps and one forward pass of 128 samples would spend on the pass; core only. */
  readonly forwardShare?: number;
  /** Of the process so far, resident. */
  readonly peakMegabytes: number;
}

/** A process that trains one task on and on, and tells how fast. */
export class StepsProcess {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;

  constructor(command: string, args: readonly string[], request: StepRequest) {
    const threads = String(request.threads);
    this.child = spawn(command, [...args, JSON.stringify(request)], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: threads, MKL_NUM_THREADS: threads },
    });
    this.reader = createInterface({ input: this.child.stdout! });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  /** The version that it announces when it has trained a first epoch. */
  async ready(): Promise<string> {
    const [word, version] = (await this.answer()).split(' ');
    if (word !== 'ready' || version === undefined) throw new Error(`It said ${word}, not ready.`);
    return version;
  }

  /** @param how `alone` looks at nothing meanwhile, `forward` measures a forward pass too; core only */
  async train(seconds: number, how?: 'alone' | 'forward'): Promise<StepAnswer> {
    this.child.stdin!.write(`${seconds}${how === undefined ? '' : ` ${how}`}\n`);
    return JSON.parse(await this.answer()) as StepAnswer;
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
