import type { RunEnded } from '../../protocol/events';
import { EventWriter } from '../../runs/appendEvents';
import { readRunEnded } from '../../runs/lastEvent';
import { runPaths } from '../../runs/runFolder';
import { RunFolderError } from '../../runs/runFolderError';
import { readRunRecord, updateRunRecord } from '../../runs/runRecordFile';
import { sizeSeen } from './sizeSeen';
import { askToStop } from '../askToStop';
import type { Execution } from '../executor';
import type { Loss } from './explainLoss';
import { explainReason } from './pendingReason';
import { judgeTask, placeOf, type TaskPlace } from './judgeTask';
import type { QueuedTask } from './readQueue';
import { lastWordsIn } from './trainerNoise';

/** How long a request in the run folder may take before scancel, milliseconds. */
const patience = 10_000;

/** A trial as a task of a job array, from the moment that it is asked for. */
export class SlurmTask implements Execution {
  readonly ended: Promise<void>;
  /** `job_task`; absent until Slurm has taken it. */
  name: string | undefined;
  /** Whether its sweep has told it to end. */
  asked = false;
  queued: QueuedTask = { state: 'PENDING', reason: '' };
  private goneSince: number | undefined;
  private seenBytes = -1;
  private lastEnd: RunEnded | undefined;
  private timer: NodeJS.Timeout | undefined;
  private resolve: () => void = () => undefined;

  constructor(
    readonly folder: string,
    readonly holdAfter: number | undefined,
    private readonly cancel: (task: SlurmTask) => void,
  ) {
    this.ended = new Promise((resolve) => (this.resolve = resolve));
  }

  get place(): TaskPlace {
    return placeOf(this.queued);
  }

  waitsFor(): string | undefined {
    if (this.place !== 'waits') return undefined;
    const { reason } = this.queued;
    return reason === '' || reason === 'None'
      ? 'Waits in Slurm.'
      : `Waits in Slurm (${explainReason(reason)}).`;
  }

  stop(): void {
    if (this.asked) return;
    this.asked = true;
    if (this.place === 'waits') this.cancel(this);
    else {
      this.timer = setTimeout(() => this.cancel(this), askToStop(this.folder) ? patience : 0);
    }
  }

  kill(): void {
    this.asked = true;
    this.cancel(this);
  }

  /** Takes what squeue says; undefined when it does not list the task. */
  see(queued: QueuedTask | undefined): void {
    this.queued = queued ?? { state: 'COMPLETED', reason: '' };
    if (this.place === 'gone') this.goneSince ??= performance.now();
    else this.goneSince = undefined;
  }

  /** Looks at the run folder. Throws `RunFolderError`. */
  judge(): 'goes on' | 'ended' | 'lost' {
    // A task that never began has no folder to wait for.
    const bytes = this.place === 'waits' ? this.seenBytes : sizeSeen(runPaths(this.folder).events);
    if (bytes !== this.seenBytes) {
      this.seenBytes = bytes;
      this.lastEnd = readRunEnded(this.folder);
    }
    const goneFor = this.goneSince === undefined ? 0 : performance.now() - this.goneSince;
    return judgeTask({ ended: this.lastEnd, place: this.place, asked: this.asked, goneFor });
  }

  /** Whether its folder says how it ended, of its own accord or as its sweep wished. */
  get saysWhy(): boolean {
    return this.lastEnd !== undefined && (this.lastEnd.outcome !== 'stopped' || this.asked);
  }

  /** What its folder tells of one that did not say how it ended. */
  signs(): { readonly began: boolean; readonly lastWords: string | undefined } {
    return { began: hasBegun(this.folder), lastWords: lastWordsIn(this.folder) };
  }

  /** It is over: brings `run.json` up to date and tells. */
  settle(loss: Loss | undefined): void {
    clearTimeout(this.timer);
    lastWordsIn(this.folder);
    try {
      settleRecord(this.folder, this.lastEnd, this.asked, loss);
    } catch (error) {
      // Who waits for the end reads the folder next, and meets the same.
      if (!(error instanceof RunFolderError)) throw error;
    }
    this.resolve();
  }

  /** Nobody waits for it any more; it trains on. */
  forget(): void {
    clearTimeout(this.timer);
  }
}

function hasBegun(folder: string): boolean {
  try {
    return readRunRecord(folder).trainer.pid !== undefined;
  } catch {
    // The folder was taken away.
    return true;
  }
}

function settleRecord(
  folder: string,
  last: RunEnded | undefined,
  asked: boolean,
  loss: Loss | undefined,
): void {
  const { outcome } = readRunRecord(folder);
  const ended = last?.at ?? new Date().toISOString();
  if (loss && last) {
    // It was told to stop and does not know by whom. The last end is the one that counts.
    const writer = new EventWriter(folder);
    writer.append({ ...last, ...loss });
    writer.close();
    updateRunRecord(folder, { ended, ...loss });
  } else if (outcome !== 'running') return;
  else if (last) {
    const why = last.reason === undefined ? {} : { reason: last.reason };
    updateRunRecord(folder, { ended, outcome: last.outcome, ...why });
  } else if (asked) updateRunRecord(folder, { ended, outcome: 'stopped', reason: neverBegan });
  else if (loss) updateRunRecord(folder, { ended, ...loss });
}

const neverBegan = 'It was asked to stop, and Slurm ended it before it could say more.';
