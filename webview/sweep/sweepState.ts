import type {
  ShownRange,
  ShownSweep,
  SweepChoice,
  ToSweepPanel,
} from '../../src/protocol/sweepMessages';
import type { TrialRow } from '../../src/protocol/sweepView';

/** What the sweep view knows; every message makes another one. */
export interface SweepPageState {
  /** False until the first snapshot. */
  readonly isConnected: boolean;
  readonly choices: readonly SweepChoice[];
  readonly shown?: ShownSweep | ShownRange;
  /** False in Restricted Mode. */
  readonly mayStart: boolean;
  /** What could not be done, until it is dismissed or something else is shown. */
  readonly refusal?: string;
}

export const nothingYet: SweepPageState = { isConnected: false, choices: [], mayStart: true };

/** The state after a message; the same one when the message says nothing about what is shown. */
export function reduceSweep(state: SweepPageState, message: ToSweepPanel): SweepPageState {
  switch (message.type) {
    case 'snapshot': {
      const { shown, choices, mayStart = true } = message;
      const isSame = idOf(shown) === idOf(state.shown);
      return {
        isConnected: true,
        choices,
        mayStart,
        ...(shown && { shown }),
        ...(isSame && state.refusal !== undefined && { refusal: state.refusal }),
      };
    }
    case 'listed':
      return { ...state, choices: message.choices };
    case 'changed': {
      const { shown } = state;
      if (shown?.kind !== 'sweep' || shown.sweep.id !== message.sweep.id) return state;
      const trials = withRows(shown.trials, message.trials);
      return { ...state, shown: { kind: 'sweep', sweep: message.sweep, trials } };
    }
    case 'measured':
      if (idOf(state.shown) !== message.range.run) return state;
      return { ...state, shown: message.range };
    case 'refused':
      return { ...state, refusal: message.says };
  }
}

/** The state after the reader has taken note of a refusal. */
export function withoutRefusal({ refusal: _, ...state }: SweepPageState): SweepPageState {
  return state;
}

/** Id of a sweep, or of the run of a range test. */
export function idOf(shown: ShownSweep | ShownRange | undefined): string | undefined {
  return shown?.kind === 'sweep' ? shown.sweep.id : shown?.run;
}

function withRows(rows: readonly TrialRow[], changed: readonly TrialRow[]): readonly TrialRow[] {
  const all = [...rows];
  for (const row of changed) all[row.trial] = row;
  // A row whose forerunners were never told would leave a hole.
  return all.filter((row) => row !== undefined);
}
