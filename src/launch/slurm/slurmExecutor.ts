import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Trainer } from '../../protocol/runRecord';
import type { SlurmSettings } from '../../protocol/slurmSettings';
import { makeFolder } from '../../runs/makeFolder';
import { asRunFolderError, RunFolderError } from '../../runs/runFolderError';
import { SlurmBatches } from '../../runs/slurmBatches';
import type { ExecuteOptions, Executor } from '../executor';
import { explainLoss } from './explainLoss';
import { explainReason, isNotable } from './pendingReason';
import { findJob, readQueue, type Queue, type QueuedTask } from './readQueue';
import { runCommand, type RunCommand } from './runCommand';
import { SlurmError } from './slurmError';
import { SlurmTask } from './slurmTask';
import { submitArray } from './submitArray';
import { readTaskDetails } from './taskDetails';
import { taskScript } from './taskScript';
import { Throttle } from './throttle';

export interface SlurmParts {
  readonly corePath: string;
  readonly settings: SlurmSettings;
  /** Most trials that train at a time. */
  readonly workers: number;
  /** Most that wait or train at a time; as many as `workers` where the search learns from trials. */
  readonly queued: number;
  /** Folder of the sweep's job arrays, on a file system that the nodes share. */
  readonly folder: string;
  /** Goes before the number in the names of the arrays. */
  readonly name: string;
  /** Gets what a person should know, a sentence each. */
  readonly tell: (says: string) => void;
  readonly run?: RunCommand;
}

/** A task that an earlier starter has submitted. */
interface LeftTask {
  readonly name: string;
  readonly holdAfter: number | undefined;
  readonly queued: QueuedTask;
}

/** Milliseconds between two looks at the queue, with few tasks in it and with many. */
const pollEvery = { few: 2000, many: 10_000 };
const few = 100;
/** Milliseconds between two looks at the ends of the event files; with many tasks five times as long. */
const judgeEvery = 1000;
/**
 * Seconds that a trial which nobody tells to go on keeps its node: its sweep may be gone, or wait for
 * another trial that finds no node as long as this one has it.
 */
const longestHold = 600;
/** For ten minutes a controller may be restarted, or too busy to answer. */
const persistence = { every: 5000, tries: { silent: 120, refused: 6, missing: 1 } };

/**
 * Trials as tasks of Slurm job arrays. What a sweep asks for before it waits becomes one array: all
 * of a grid, or the one next trial of a search that learns from the last. Tasks train on when this
 * process is gone, and are taken up again by `recover` and `adopt`.
 */
export class SlurmExecutor implements Executor {
  readonly lookEvery = 2000;
  readonly outlives = true;
  /** Nobody knows yet which process on which node it will be. */
  readonly trainer: Trainer = { kind: 'core' };
  private readonly run: RunCommand;
  private readonly batches: SlurmBatches;
  private readonly script: string;
  private readonly throttle: Throttle;
  private asked: SlurmTask[] = [];
  /** What Slurm has, by `job_task`. */
  private readonly tasks = new Map<string, SlurmTask>();
  private readonly cancelled = new Set<SlurmTask>();
  private readonly told = new Set<string>();
  private submitting: Promise<void> = Promise.resolve();
  private dataCache: string | undefined;
  private nextBatch = 0;
  private polling = false;
  private pollTimer: NodeJS.Timeout | undefined;
  private judgeTimer: NodeJS.Timeout | undefined;
  /** Tasks of an earlier starter, by run folder. */
  private readonly left = new Map<string, LeftTask>();
  private looks = 0;
  private closed = false;

  constructor(private readonly parts: SlurmParts) {
    this.run = parts.run ?? runCommand;
    this.batches = new SlurmBatches(parts.folder);
    this.script = join(parts.folder, 'task.sh');
    this.throttle = new Throttle(parts.workers, this.run);
  }

  /** A new array is begun when the last one leaves places free, and is then filled to the brim. */
  hasRoom(atWork: number): boolean {
    const { workers, queued } = this.parts;
    return atWork < (this.asked.length > 0 ? Math.max(workers, queued) : workers);
  }

  start(folder: string, { holdAfter, dataCache }: ExecuteOptions): SlurmTask {
    const task = new SlurmTask(folder, holdAfter, (it) => this.cancel(it));
    this.dataCache = dataCache;
    this.asked.push(task);
    return task;
  }

  /** Submits what was asked for. Throws `SlurmError` and `RunFolderError`. */
  submit(): Promise<void> {
    const asked = this.asked.splice(0);
    const holds = [...new Set(asked.map(({ holdAfter }) => holdAfter))];
    for (const hold of holds) {
      const tasks = asked.filter(({ holdAfter }) => holdAfter === hold);
      this.submitting = this.submitting.then(() => this.submitTasks(tasks, hold));
    }
    return this.submitting;
  }

  /** Reads what an earlier starter has left in the queue. Throws `SlurmError` and `RunFolderError`. */
  async recover(): Promise<void> {
    const batches = this.batches.read();
    this.nextBatch = batches.reduce((next, { number }) => Math.max(next, number + 1), 0);
    const jobs: string[] = [];
    const names = new Map<string, Omit<LeftTask, 'queued'>>();
    for (const { name, job: known, folders, holdAfter } of batches) {
      const job = known ?? (await findJob(name, this.run));
      if (job === undefined) continue;
      jobs.push(job);
      folders.forEach((folder, i) => names.set(folder, { name: `${job}_${i}`, holdAfter }));
    }
    const queue = await readQueue(jobs, this.run);
    for (const [folder, task] of names) {
      const queued = queue.get(task.name);
      if (queued) this.left.set(folder, { ...task, queued });
    }
  }

  /** Follows a run whose task an earlier starter has submitted; undefined where there is none. */
  adopt(folder: string): SlurmTask | undefined {
    const known = this.left.get(folder);
    if (!known) return undefined;
    const task = new SlurmTask(folder, known.holdAfter, (it) => this.cancel(it));
    task.see(known.queued);
    this.enter(task, known.name);
    return task;
  }

  /** What waits in the queue, in words; undefined for nothing. */
  inWords(): string | undefined {
    const waiting = [...this.tasks.values()].filter(({ place }) => place === 'waits');
    if (waiting.length === 0) return undefined;
    const reasons = [...new Set(waiting.map(({ queued }) => queued.reason))].filter(
      (reason) => reason !== '' && reason !== 'None',
    );
    const why = reasons.length === 0 ? '' : ` (${reasons.join(', ')})`;
    return `${waiting.length} wait in Slurm${why}`;
  }

  /** Leaves what trains and waits to Slurm, and says so. */
  close(): void {
    const left = this.tasks.size;
    if (left > 0 && !this.closed)
      this.parts.tell(
        left === 1
          ? 'A trial stays in Slurm; --resume goes on with it.'
          : `${left} trials stay in Slurm; --resume goes on with them.`,
      );
    this.closed = true;
    this.stopTimers();
    for (const task of this.tasks.values()) task.forget();
  }

  private async submitTasks(all: readonly SlurmTask[], holdAfter: number | undefined) {
    const { parts, batches, script } = this;
    for (const task of all.filter(({ asked }) => asked)) task.settle(undefined);
    const tasks = all.filter(({ asked }) => !asked);
    if (tasks.length === 0 || this.closed) return;
    const number = this.nextBatch++;
    const name = `${parts.name}-${number}`;
    const hold = holdAfter === undefined ? {} : { holdAfter };
    batches.begin({ number, name, folders: tasks.map(({ folder }) => folder), ...hold });
    this.writeScript();
    const { cpus = 1 } = parts.settings;
    const options = [
      ...['--threads', String(cpus)],
      ...(holdAfter === undefined ? [] : ['--hold-after', String(holdAfter)]),
      ...['--hold-at-most', String(longestHold)],
      ...(this.dataCache === undefined ? [] : ['--data-cache', this.dataCache]),
    ];
    const atOnce = this.throttle.free([...this.tasks.values()]);
    const job = await submitArray(
      {
        ...{ settings: parts.settings, name, tasks: tasks.length, atOnce },
        script: [script, batches.listOf(number), process.execPath, parts.corePath, ...options],
      },
      this.run,
      {
        ...persistence,
        onTrouble: ({ message }) => parts.tell(`${message} Fitscope goes on asking.`),
      },
    );
    batches.submitted(number, job);
    this.throttle.set(job, atOnce);
    tasks.forEach((task, i) => this.enter(task, `${job}_${i}`));
    for (const task of tasks) if (task.asked) this.cancel(task);
  }

  private writeScript(): void {
    try {
      makeFolder(this.parts.folder);
      writeFileSync(this.script, taskScript(this.parts.settings.prologue), { mode: 0o755 });
    } catch (error) {
      throw asRunFolderError(error, this.script);
    }
  }

  private enter(task: SlurmTask, name: string): void {
    task.name = name;
    this.tasks.set(name, task);
    this.judgeTimer ??= setInterval(() => void this.judge(), judgeEvery);
    this.pollTimer ??= setTimeout(() => void this.poll(), pollEvery.few);
  }

  private async poll(): Promise<void> {
    if (this.polling || this.closed) return;
    this.polling = true;
    try {
      const jobs = [...new Set([...this.tasks.keys()].map(jobOf))];
      this.see(await readQueue(jobs, this.run));
      await this.throttle.adjust([...this.tasks.values()]);
    } catch (error) {
      if (!(error instanceof SlurmError)) throw error;
      this.tellOnce(`${error.message} What trains goes on; Fitscope goes on asking.`);
    } finally {
      this.polling = false;
      this.pollIn(this.tasks.size > few ? pollEvery.many : pollEvery.few);
    }
  }

  private pollIn(milliseconds: number): void {
    clearTimeout(this.pollTimer);
    const isIdle = this.tasks.size === 0 || this.closed;
    this.pollTimer = isIdle ? undefined : setTimeout(() => void this.poll(), milliseconds);
  }

  private stopTimers(): void {
    clearTimeout(this.pollTimer);
    clearInterval(this.judgeTimer);
    this.pollTimer = undefined;
    this.judgeTimer = undefined;
  }

  private see(queue: Queue): void {
    for (const [name, task] of this.tasks) task.see(queue.get(name));
    const reasons = [...this.tasks.values()].flatMap(({ place, queued }) =>
      place === 'waits' && isNotable(queued.reason) ? [queued.reason] : [],
    );
    for (const reason of new Set(reasons)) {
      const count = reasons.filter((one) => one === reason).length;
      this.tellOnce(
        `Slurm lets ${count === 1 ? 'a trial' : `${count} trials`} wait (${explainReason(reason)}).`,
        reason,
      );
    }
  }

  private tellOnce(says: string, key = says): void {
    if (this.told.has(key)) return;
    this.told.add(key);
    this.parts.tell(says);
  }

  private async judge(): Promise<void> {
    // On a shared file system each look is asked of its server, for each task.
    if (this.tasks.size > few && this.looks++ % 5 > 0) return;
    for (const [name, task] of this.tasks) {
      if (this.verdictOn(task) === 'goes on') continue;
      this.tasks.delete(name);
      if (task.saysWhy || task.asked) task.settle(undefined);
      else {
        const details = await readTaskDetails(name, this.run);
        task.settle(explainLoss(details, task.folder, task.signs()));
      }
    }
    if (this.tasks.size === 0) this.stopTimers();
  }

  private verdictOn(task: SlurmTask): ReturnType<SlurmTask['judge']> {
    try {
      return task.judge();
    } catch (error) {
      // A shared file system is away for a moment; the next look is soon.
      if (error instanceof RunFolderError) return 'goes on';
      throw error;
    }
  }

  /** Tasks that are cancelled together are cancelled with one scancel. */
  private cancel(task: SlurmTask): void {
    // One that is not submitted yet is not going to be, or is cancelled as soon as it is.
    if (task.name === undefined) return;
    if (this.cancelled.size === 0) setImmediate(() => void this.cancelAll());
    this.cancelled.add(task);
  }

  private async cancelAll(): Promise<void> {
    const names = [...this.cancelled].flatMap(({ name }) => (name === undefined ? [] : [name]));
    this.cancelled.clear();
    // More would not fit into a command line.
    for (let i = 0; i < names.length; i += 1000) {
      const ending = await this.run('scancel', names.slice(i, i + 1000));
      if (ending.code !== 0 && ending.stderr !== '') this.tellOnce(ending.stderr.trim());
    }
    this.pollIn(judgeEvery);
  }
}

function jobOf(task: string): string {
  return task.slice(0, task.indexOf('_'));
}
