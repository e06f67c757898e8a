import type { Trainer } from '../protocol/runRecord';

/** Where trials of a sweep are trained: on this machine, or on a cluster. */
export interface Executor {
  /** Whether another trial may be at work beside so many that are. */
  hasRoom(atWork: number): boolean;
  /** Starts training the run of a folder, or has it started with the next `submit`. */
  start(folder: string, options: ExecuteOptions): Execution;
  /** All was asked for that can be by now. Rejects where it cannot be had. */
  submit?(): Promise<void>;
  /** Learns what an earlier starter has left training, for `adopt`. */
  recover?(): Promise<void>;
  /** Takes up a run that an earlier starter left behind; undefined for one that trains nowhere. */
  adopt?(folder: string): Execution | undefined;
  /** What waits to be started, in words; undefined for nothing. */
  inWords?(): string | undefined;
  /** Nobody asks for anything any more. */
  close?(): void;
  /** Milliseconds between two looks at the folders of runs that train. */
  readonly lookEvery: number;
  /** Whether trials train on when this process is gone. */
  readonly outlives: boolean;
  /** Stands in a run's record until its trainer has put itself in; this process when left out. */
  readonly trainer?: Trainer;
}

export interface ExecuteOptions {
  /** The run waits after this epoch until it is told to go on through its folder. */
  readonly holdAfter?: number;
  /** Folder that keeps prepared data for the next run. */
  readonly dataCache?: string;
}

export interface Execution {
  /** Resolves when nothing trains any more and `run.json` says how the run ended; never rejects. */
  readonly ended: Promise<unknown>;
  /** Epoch after which the run held at first. */
  readonly holdAfter?: number | undefined;
  /** Why it waits to be started, a sentence; undefined once there is something to be read. */
  waitsFor?(): string | undefined;
  /** Asks the trainer to stop, then makes it. */
  stop(): void;
  kill(): void;
}
