import { readRunEnded } from '../runs/lastEvent';
import { RunFolderError } from '../runs/runFolderError';
import { readRunRecord, updateRunRecord } from '../runs/runRecordFile';
import { askToStop } from './askToStop';
import { describeEnding } from './describeEnding';
import { launchCore, type CoreEnding, type LaunchedCore, type LaunchOptions } from './launchCore';

export interface TrainOptions extends Omit<LaunchOptions, 'signal'> {
  /** Threads of the engine; the core's own choice when left out. */
  readonly threads?: number;
  /** Further arguments of the core's `train`. */
  readonly further?: readonly string[];
  /** How long a request to stop may take before SIGTERM and, after that, before SIGKILL. */
  readonly patience?: { readonly request: number; readonly terminate: number };
}

export interface Training {
  readonly pid: number | undefined;
  /** Resolves when the process is gone and `run.json` says how the run ended; never rejects. */
  readonly ended: Promise<TrainingEnding>;
  /** Asks the trainer to stop, then tells it to, then kills it. Says it once however often called. */
  stop(): void;
  kill(): void;
}

export interface TrainingEnding extends CoreEnding {
  /** Why `run.json` could not be brought up to date (disk full); absent when it is. */
  readonly recordProblem?: string;
}

const milliseconds = { request: 2000, terminate: 5000 };

/** Starts the core on a run folder that `createRun` made. */
export function trainRun(
  corePath: string,
  folder: string,
  { threads, further = [], patience = milliseconds, ...launch }: TrainOptions = {},
): Training {
  const chosen = threads === undefined ? [] : ['--threads', String(threads)];
  const core = launchCore(corePath, ['train', folder, ...chosen, ...further], launch);
  return watchTraining(folder, core, patience);
}

/** Sees to it that a run ends when it is asked to, and that its record says how it did. */
export function watchTraining(
  folder: string,
  core: LaunchedCore,
  patience = milliseconds,
): Training {
  const timers: NodeJS.Timeout[] = [];
  let asked = false;
  const stop = () => {
    if (asked) return;
    asked = true;
    const wait = askToStop(folder) ? patience.request : 0;
    timers.push(setTimeout(() => core.kill('SIGTERM'), wait));
    timers.push(setTimeout(() => core.kill('SIGKILL'), wait + patience.terminate));
  };
  const kill = () => {
    asked = true;
    core.kill('SIGKILL');
  };
  const ended = core.ended.then((ending) => {
    timers.forEach(clearTimeout);
    const recordProblem = settleRecord(folder, ending, asked);
    return { ...ending, ...(recordProblem !== undefined && { recordProblem }) };
  });
  return { pid: core.pid, ended, stop, kill };
}

/** A core that died could not write how its run ended; this does. Gives the reason if it cannot. */
function settleRecord(folder: string, ending: CoreEnding, asked: boolean): string | undefined {
  try {
    if (readRunRecord(folder).outcome !== 'running') return undefined;
    const last = readRunEnded(folder);
    const killedOnRequest = asked && ending.signal !== undefined;
    updateRunRecord(folder, {
      ended: last?.at ?? new Date().toISOString(),
      ...(last
        ? { outcome: last.outcome, ...(last.reason !== undefined && { reason: last.reason }) }
        : killedOnRequest
          ? { outcome: 'stopped', reason: `It was asked to stop and ended by ${ending.signal}.` }
          : { outcome: 'crashed', reason: describeEnding(ending) }),
    });
    return undefined;
  } catch (error) {
    if (error instanceof RunFolderError) return error.message;
    throw error;
  }
}
