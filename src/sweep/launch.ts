import type { Params } from '../protocol/searchSpace';
import type { RunView } from '../protocol/runView';
import type { Pruned } from './trial';

/** Starts and stops trials for a sweep, and tells it what becomes of them. */
export interface Launch {
  /** Whether another trial may be at work beside so many that are. */
  hasRoom(atWork: number): boolean;
  /** Whether a person lets nothing go on for now; the sweep then waits with what is left to do. */
  isPaused?(): boolean;
  /** Whether the time for starting trials is over. */
  isLate(): boolean;
  /** Gives the run's id, or what is wrong with the values. */
  start(request: TrialRequest): Promise<{ readonly run: string } | { readonly refused: string }>;
  /** Tells a held trial to go on, to its end where no further epoch is named. */
  goOn(trial: number, holdAfter?: number): void;
  /** Ends a trial before its last epoch. Its end is told like any other. */
  prune(trial: number, pruned: Pruned): void;
  /** Resolves when there is something new; never rejects for what a trial did. */
  next(): Promise<News>;
}

export interface TrialRequest {
  readonly trial: number;
  readonly params: Params;
  readonly holdAfter?: number;
  /** Why these values are tried. */
  readonly says?: string;
}

export type News =
  | { readonly kind: 'seen'; readonly trial: number; readonly view: RunView }
  | { readonly kind: 'ended'; readonly trial: number; readonly view: RunView }
  /** Somebody wants the sweep to end; the trials are being stopped. */
  | { readonly kind: 'interrupted' }
  /** Room, pause, search or limit are others now: what was done may be no more. */
  | { readonly kind: 'changed' };
