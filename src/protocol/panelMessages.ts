import type { Comparison } from './comparison';
import type { RunEvent } from './events';
import type { Diagnosis } from './finding';
import type { RunRecord } from './runRecord';
import type { RunView } from './runView';

/** What the extension host tells the panel. Numbers travel as on disk: NaN and infinities as text. */
export type ToPanel =
  /** Everything about the runs shown; sent when the panel is ready and whenever it becomes visible. */
  | {
      readonly type: 'snapshot';
      readonly runs: readonly RunChoice[];
      readonly shown?: ShownRun;
      /** Events of the shown run that follow in batches; it is drawn once they are there. */
      readonly following?: number;
      /** False in Restricted Mode: nothing is offered that would start a run. Left out: true. */
      readonly mayStart?: boolean;
    }
  /** Events that a shown live run has recorded since the snapshot or the last batch. */
  | {
      readonly type: 'events';
      readonly run: string;
      readonly events: readonly RunEvent[];
    }
  /** The diagnosis of the shown run is another one. */
  | {
      readonly type: 'diagnosed';
      readonly run: string;
      readonly diagnosis: Diagnosis;
      readonly applicable: readonly string[];
      readonly applied?: readonly string[];
    }
  /** The shown run is over, as its folder tells it: a crash leaves no event. */
  | {
      readonly type: 'ended';
      readonly run: string;
      readonly record: RunRecord;
      readonly outcome: RunRecord['outcome'];
      readonly comparison?: Comparison;
    }
  /** The list of runs to choose from changed. */
  | { readonly type: 'listed'; readonly runs: readonly RunChoice[] }
  /** Something that was asked for could not be done. */
  | { readonly type: 'refused'; readonly says: string };

/** What the panel asks of the extension host. Runs and remedies go by id. */
export type FromPanel =
  /** The listener is installed: a snapshot may come. */
  | { readonly type: 'ready' }
  | { readonly type: 'show'; readonly run: string }
  | { readonly type: 'apply'; readonly run: string; readonly remedy: string }
  | { readonly type: 'applyAndRerun'; readonly run: string; readonly remedy: string }
  | { readonly type: 'rerun'; readonly run: string }
  | { readonly type: 'stop'; readonly run: string }
  | { readonly type: 'openConfig'; readonly run: string; readonly path?: string };

/** A run in the panel's list of runs. */
export interface RunChoice {
  readonly id: string;
  readonly name: string;
  readonly outcome: RunRecord['outcome'];
  readonly verdict: Diagnosis['verdict'] | null;
  readonly started: string;
}

export interface ShownRun {
  readonly view: RunView;
  readonly diagnosis: Diagnosis;
  readonly configText: string;
  readonly language: 'yaml' | 'json' | 'jsonc';
  /** Remedies whose value in the config is still the one that the advice started from. */
  readonly applicable: readonly string[];
  /** Remedies whose advised value the config has now. */
  readonly applied?: readonly string[];
  /** Whether the advice helped; only for a run that has ended and follows another. */
  readonly comparison?: Comparison;
  /** The run before, when this one was started to see whether its advice helps. */
  readonly before?: { readonly view: RunView; readonly remedies: readonly string[] };
}
