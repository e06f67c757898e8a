import { constants } from 'node:os';
import type { RunOutcome } from '../../protocol/events';
import { unseenFolder } from './taskScript';
import type { TaskDetails } from './taskDetails';

export interface Loss {
  readonly outcome: Extract<RunOutcome, 'stopped' | 'crashed'>;
  readonly reason: string;
}

/** How a task ended whose run folder does not say it, or says only that it was told to stop. */
export function explainLoss(
  task: TaskDetails,
  folder: string,
  {
    began,
    lastWords,
  }: {
    /** Whether a trainer has ever put itself into the run's record. */
    readonly began: boolean;
    /** The last thing that it said. */
    readonly lastWords: string | undefined;
  },
): Loss {
  const { name, state, exitCode, signal = 0, node, timeLimit } = task;
  const where = node === undefined ? '' : ` on ${node}`;
  switch (state) {
    case 'CANCELLED':
      return stopped(`It was cancelled in Slurm (job ${name}).`);
    case 'TIMEOUT':
    case 'DEADLINE':
      return stopped(
        `Slurm ended it at its time limit${timeLimit === undefined ? '' : ` of ${timeLimit}`} (job ${name}); --time gives a trial more.`,
      );
    case 'PREEMPTED':
      return stopped(`Slurm gave its place to another job (job ${name}).`);
    case 'OUT_OF_MEMORY':
      return crashed(
        `It took more memory than it had asked for${where} (job ${name}); --memory gives a trial more.`,
      );
    case 'NODE_FAIL':
    case 'BOOT_FAIL':
      return crashed(`Its node failed${where} (job ${name}, ${state}).`);
    case undefined:
      // Slurm strikes a task that waits out of its array, and keeps no word of it.
      if (!began) return stopped(`It was cancelled in Slurm before it began (job ${name}).`);
      return crashed(
        `Slurm has lost it: job ${name} is in its queue no more, and the run folder does not say how it ended.`,
      );
    default:
      break;
  }
  if (exitCode === unseenFolder)
    return crashed(
      `There is no ${folder}${where} (job ${name}): runs must lie on a file system that the nodes share; --out names another folder.`,
    );
  if (signal > 0) return crashed(wasKilled(signal, where, name));
  const said = lastWords === undefined ? '' : ` It said last: ${lastWords}`;
  return crashed(`Its task ended with exit code ${exitCode ?? 0}${where} (job ${name}).${said}`);
}

function wasKilled(signal: number, where: string, name: string): string {
  const word = Object.entries(constants.signals).find(([, number]) => number === signal)?.[0];
  const why = word === 'SIGKILL' ? '; a node that runs out of memory does this' : '';
  return `The training process was killed${where} (${word ?? `signal ${signal}`}, job ${name})${why}.`;
}

function stopped(reason: string): Loss {
  return { outcome: 'stopped', reason };
}

function crashed(reason: string): Loss {
  return { outcome: 'crashed', reason };
}
