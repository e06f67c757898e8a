import type { TrainingEnding } from './trainRun';

/** Where trials of a sweep are trained: on this machine, or on a cluster. */
export interface Executor {
  /** Whether another trial may be at work beside so many that are. */
  hasRoom(atWork: number): boolean;
  /** Starts training the run of a folder. */
  start(folder: string, options: ExecuteOptions): Execution;
}

export interface ExecuteOptions {
  /** The run waits after this epoch until it is told to go on through its folder. */
  readonly holdAfter?: number;
  /** Folder that keeps prepared data for the next run. */
  readonly dataCache?: string;
}

export interface Execution {
  /** Resolves when nothing trains any more and `run.json` says how the run ended; never rejects. */
  readonly ended: Promise<TrainingEnding>;
  /** Asks the trainer to stop, then makes it. */
  stop(): void;
  kill(): void;
}
