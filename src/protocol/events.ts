/** What a trainer appends to `events.jsonl`: one event a line, never rewritten. */
export type RunEvent = RunStarted | StepEnded | EpochEnded | MonitorAdjusted | RunEnded;

/** Metric values by metric id. A metric that is not defined is left out and has a reason. */
export type MetricValues = Readonly<Record<string, number>>;

/** First event of a run. */
export interface RunStarted {
  readonly type: 'run.started';
  readonly at: string;
  readonly runId: string;
  readonly seed: number;
  readonly engine: string;
  /** Number of trained parameters. */
  readonly parameters: number;
  readonly layers: readonly LayerDescription[];
  /** Optimizer steps planned for the whole run. */
  readonly totalSteps?: number;
  readonly samples?: { readonly train: number; readonly validation: number };
  /** Number of classes; absent for regression. */
  readonly classes?: number;
  /** Why a metric is not shown for this run, by metric id. */
  readonly notDefined?: Readonly<Record<string, string>>;
  /** How often the trainer observes, and why so often. */
  readonly monitor?: { readonly everySteps: number; readonly says: string };
  /** True when the inputs reach the first layer with a mean near zero. */
  readonly inputsCentred?: boolean;
}

export interface LayerDescription {
  readonly name: string;
  readonly kind: 'dense' | 'conv';
  /** Activations per sample. */
  readonly units: number;
  readonly parameters: number;
  /** Why a metric is not defined for this layer, by metric id. */
  readonly notDefined?: Readonly<Record<string, string>>;
}

/** An optimizer step, after its update. Step 0 is the state before the first update. */
export interface StepEnded {
  readonly type: 'step.ended';
  readonly at: string;
  readonly step: number;
  /** Fractional: step over steps per epoch. */
  readonly epoch: number;
  /** Loss of the step's mini-batch, before the update. */
  readonly trainLoss: number;
  readonly learningRate: number;
  readonly metrics: MetricValues;
  readonly layers: Readonly<Record<string, MetricValues>>;
  /** Why a metric of the run lacks a value in this look only, by metric id. */
  readonly notDefined?: Readonly<Record<string, string>>;
}

export interface EpochEnded {
  readonly type: 'epoch.ended';
  readonly at: string;
  /** 1 after the first epoch; 0 is the evaluation before the first update. */
  readonly epoch: number;
  /** Mean over the epoch's mini-batches, each before its update. */
  readonly trainLoss: number;
  /** Accuracy in [0, 1], or R squared for regression; measured like trainLoss. */
  readonly trainScore: number;
  readonly validationLoss?: number;
  readonly validationScore?: number;
  /** Share of the run's time so far that went into observing, in [0, 1]. */
  readonly monitoringShare?: number;
  /** `train_loss` and `train_score` here are evaluated after the epoch, without dropout. */
  readonly metrics: MetricValues;
}

/** `every_steps: auto` changed its mind. */
export interface MonitorAdjusted {
  readonly type: 'monitor.adjusted';
  readonly at: string;
  readonly step: number;
  readonly everySteps: number;
  readonly says: string;
}

export type RunOutcome = 'finished' | 'stopped' | 'diverged' | 'crashed' | 'running';

/** Last event of a run. A run without it, whose trainer is gone, has crashed. */
export interface RunEnded {
  readonly type: 'run.ended';
  readonly at: string;
  readonly outcome: Exclude<RunOutcome, 'running'>;
  readonly reason?: string;
  /** Config path of the key that is to blame. */
  readonly reasonPath?: string;
  readonly seconds: number;
  /** The part of `seconds` spent on observing. */
  readonly monitoringSeconds: number;
  /** Where the time went, seconds by kind of work; `start` is loading, compiling and warming up. */
  readonly costs?: Readonly<Record<string, number>>;
  /**
   * `monitoringSeconds` by metric id, and `train_loss` for evaluating the training loss. Metrics
   * that come out of one piece of work share its time.
   */
  readonly monitoringByMetric?: Readonly<Record<string, number>>;
}
