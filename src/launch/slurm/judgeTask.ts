import type { RunEnded } from '../../protocol/events';
import type { QueuedTask } from './readQueue';

/** Where a task is: before its training, in it, or gone from the cluster. */
export type TaskPlace = 'waits' | 'trains' | 'gone';

/** States from `man squeue`, "JOB STATE CODES". */
const waiting = [
  ...['PENDING', 'CONFIGURING', 'REQUEUED', 'REQUEUE_FED', 'REQUEUE_HOLD'],
  ...['RESV_DEL_HOLD', 'SPECIAL_EXIT'],
];
const over = [
  ...['BOOT_FAIL', 'CANCELLED', 'COMPLETED', 'DEADLINE', 'FAILED', 'NODE_FAIL'],
  ...['OUT_OF_MEMORY', 'PREEMPTED', 'REVOKED', 'TIMEOUT'],
];

/**
 * Where a task is by squeue. All other states (`COMPLETING`, `SUSPENDED`, and what a later Slurm may
 * add) are those of a task that holds its nodes.
 */
export function placeOf(queued: QueuedTask | undefined): TaskPlace {
  if (!queued) return 'gone';
  if (waiting.includes(queued.state)) return 'waits';
  return over.includes(queued.state) ? 'gone' : 'trains';
}

export interface TaskSigns {
  /** The last event of its run folder, where that is an end. */
  readonly ended: Pick<RunEnded, 'outcome'> | undefined;
  readonly place: TaskPlace;
  /** Whether this sweep has told it to end. */
  readonly asked: boolean;
  /** Milliseconds since it was first seen gone; 0 before. */
  readonly goneFor: number;
}

/** What a shared file system may take to show what another machine has written, milliseconds. */
export const sightDelay = 5000;

/**
 * What has become of a task. Its run folder has the first word: a run that came to an end by itself
 * has ended, whatever the queue says. One that was stopped by a signal may have been preempted or
 * requeued, and begins again: it has ended when the queue has lost it too. `lost`: it is gone and
 * its folder does not say how.
 */
export function judgeTask({
  ended,
  place,
  asked,
  goneFor,
}: TaskSigns): 'goes on' | 'ended' | 'lost' {
  if (ended && (ended.outcome !== 'stopped' || asked || place === 'gone')) return 'ended';
  // Of one that was told to end there is nothing more to learn.
  return place === 'gone' && (asked || goneFor >= sightDelay) ? 'lost' : 'goes on';
}
