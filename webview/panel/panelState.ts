import type { RunChoice, ShownRun, ToPanel } from '../../src/protocol/panelMessages';
import { foldEvents } from '../../src/protocol/runView';

/** What the panel knows; every message makes another one. */
export interface PanelState {
  /** False until the first snapshot. */
  readonly isConnected: boolean;
  readonly runs: readonly RunChoice[];
  readonly shown?: ShownRun;
  /** Events of the shown run that are on their way; nothing is drawn before they are here. */
  readonly awaited: number;
  /** False in Restricted Mode. */
  readonly mayStart: boolean;
  /** What could not be done, until it is dismissed or another run is shown. */
  readonly refusal?: string;
}

export const nothingYet: PanelState = { isConnected: false, runs: [], awaited: 0, mayStart: true };

/** The state after a message; the same one when the message says nothing about what is shown. */
export function reduce(state: PanelState, message: ToPanel): PanelState {
  switch (message.type) {
    case 'snapshot': {
      const { shown, runs, following = 0, mayStart = true } = message;
      const refusal = isOtherRun(state, shown) ? undefined : state.refusal;
      return {
        isConnected: true,
        runs,
        awaited: shown ? following : 0,
        mayStart,
        ...(shown && { shown }),
        ...(refusal !== undefined && { refusal }),
      };
    }
    case 'listed':
      return { ...state, runs: message.runs };
    case 'events': {
      const shown = shownAs(state, message.run);
      if (!shown) return state;
      const awaited = Math.max(0, state.awaited - message.events.length);
      return {
        ...state,
        awaited,
        shown: { ...shown, view: foldEvents(shown.view, message.events) },
      };
    }
    case 'diagnosed': {
      const shown = shownAs(state, message.run);
      if (!shown) return state;
      const { diagnosis, applicable, applied = [] } = message;
      return { ...state, shown: { ...shown, diagnosis, applicable, applied } };
    }
    case 'ended': {
      const shown = shownAs(state, message.run);
      if (!shown) return state;
      const { record, outcome, comparison } = message;
      const view = { ...shown.view, record, outcome };
      return { ...state, shown: { ...shown, view, ...(comparison && { comparison }) } };
    }
    case 'refused':
      return { ...state, refusal: message.says };
  }
}

/** The state after the reader has taken note of a refusal. */
export function dismissed({ refusal: _, ...state }: PanelState): PanelState {
  return state;
}

function shownAs({ shown }: PanelState, run: string): ShownRun | undefined {
  return shown?.view.record.id === run ? shown : undefined;
}

function isOtherRun(state: PanelState, next: ShownRun | undefined): boolean {
  return next !== undefined && next.view.record.id !== state.shown?.view.record.id;
}
