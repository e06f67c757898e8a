import type { RunOutcome } from './events';
import type { Params } from './searchSpace';
import type { ScanKind, SweepPlan } from './sweep';
import type { SweepState, TrialRow } from './sweepView';

/** What the extension host tells the sweep view. Numbers travel as on disk: NaN and infinities as text. */
export type ToSweepPanel =
  /** Everything about what is shown; sent when the page is ready and whenever it becomes visible. */
  | {
      readonly type: 'snapshot';
      readonly choices: readonly SweepChoice[];
      readonly shown?: ShownSweep | ShownRange;
      /** False in Restricted Mode: nothing is offered that would start anything. Left out: true. */
      readonly mayStart?: boolean;
    }
  /** The shown sweep is another one: its state, and the trials that changed or are new. */
  | {
      readonly type: 'changed';
      readonly sweep: SweepHead;
      readonly trials: readonly TrialRow[];
    }
  /** The shown range test has more points. */
  | { readonly type: 'measured'; readonly range: ShownRange }
  | { readonly type: 'listed'; readonly choices: readonly SweepChoice[] }
  /** Something that was asked for could not be done. */
  | { readonly type: 'refused'; readonly says: string };

/** What the sweep view asks of the extension host. Everything goes by id. */
export type FromSweepPanel =
  | { readonly type: 'ready' }
  /** A sweep, or the run of a range test. */
  | { readonly type: 'show'; readonly id: string }
  /** One trial, or all of them. */
  | {
      readonly type: 'stop' | 'pause' | 'goOn';
      readonly sweep: string;
      readonly trial?: number;
    }
  | { readonly type: 'resume'; readonly sweep: string }
  /** More trials or wider ranges; the host asks how many and how wide. */
  | { readonly type: 'extend'; readonly sweep: string }
  | { readonly type: 'apply'; readonly sweep: string; readonly trial: number }
  | { readonly type: 'applyRate'; readonly run: string }
  | { readonly type: 'exportCsv'; readonly sweep: string }
  | { readonly type: 'openRun'; readonly run: string }
  | { readonly type: 'openConfig'; readonly id: string };

/** A sweep or range test in the list of those to choose from. */
export interface SweepChoice {
  readonly id: string;
  readonly name: string;
  /** "guided search", "weight-decay scan", "range test". */
  readonly kind: string;
  readonly state: SweepState | RunOutcome;
  readonly started: string;
}

/** A sweep without its trials. */
export interface SweepHead {
  readonly id: string;
  readonly name: string;
  readonly state: SweepState;
  readonly plan: SweepPlan;
  readonly scan?: ScanKind;
  readonly created: string;
  readonly ended?: string;
  /** Trials there will be; absent where the search finds out. */
  readonly planned?: number;
  /** Epochs of a trial that goes to its end; absent where that is one of the parameters. */
  readonly epochs?: number;
  /** What the config has for the parameters, when the sweep began. */
  readonly own: Params;
}

export interface ShownSweep {
  readonly kind: 'sweep';
  readonly sweep: SweepHead;
  /** By number; metrics are those that the view draws. */
  readonly trials: readonly TrialRow[];
}

/** A learning-rate range test. */
export interface ShownRange {
  readonly kind: 'range';
  readonly run: string;
  readonly name: string;
  readonly outcome: RunOutcome;
  /** Part of it that is done, in [0, 1]. */
  readonly done: number;
  /** Rate that the config has. */
  readonly own: number;
  /** Before the loss left every bound; thinned. */
  readonly points: readonly RangePointRow[];
  /** Rate of least smoothed loss, that loss, a quarter of that rate; absent until something is read. */
  readonly leastLossAt?: number;
  readonly leastLoss?: number;
  readonly suggested?: number;
  /** The loss was still falling at the highest rate. */
  readonly isOpen?: boolean;
}

export interface RangePointRow {
  readonly learningRate: number;
  readonly loss: number;
  readonly smoothed: number;
}

/** Metrics of trials that the view draws. */
export const shownMetrics = [
  'oui',
  'oui_relative',
  'weight_norm_ratio',
  'weight_movement',
  'neuron_alignment',
  'kernel_target_alignment',
  'confident_share',
  'dead_units',
] as const;
