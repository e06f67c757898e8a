import type { Params } from '../../protocol/searchSpace';
import type { Trial } from '../trial';

/** Says what to do next. A pure function of the trials: a resumed sweep goes on where it was. */
export interface Search {
  /** `mayStart` is false once the limit of trials or the time is reached. */
  next(trials: readonly Trial[], mayStart: boolean): Move;
  /** Epoch after which its trials wait to be judged by it; undefined where it does not judge. */
  readonly holdAfter?: number;
}

export type Move =
  | { readonly kind: 'start'; readonly params: Params; readonly says?: string }
  | { readonly kind: 'goOn'; readonly trial: number; readonly holdAfter?: number }
  | { readonly kind: 'drop'; readonly trial: number; readonly reason: string }
  /** Nothing until something new is known. */
  | { readonly kind: 'wait' }
  /** Nothing ever. */
  | { readonly kind: 'done' };

/** A search that starts so many trials, each to its end, whatever becomes of them. */
export function inOrder(
  count: number,
  paramsOf: (number: number, trials: readonly Trial[]) => Params,
): Search {
  return {
    next: (trials) =>
      trials.length < count
        ? { kind: 'start', params: paramsOf(trials.length, trials) }
        : { kind: 'done' },
  };
}
