import type { MetricValues } from '../../protocol/events';
import type { RunView } from '../../protocol/runView';

/** One measured number of a run: a row of every export. */
export interface Scalar {
  readonly event: 'step' | 'epoch';
  /** ISO time. */
  readonly at: string;
  /** Optimizer steps taken; absent where the run did not say how many an epoch has. */
  readonly step?: number;
  readonly epoch: number;
  readonly layer?: string;
  /**
   * A metric id, or `batch_loss` (the step's mini-batch, before the update), `learning_rate`,
   * `running_loss` and `running_score` (means over the epoch's mini-batches), `validation_loss`,
   * `validation_score`.
   */
  readonly metric: string;
  readonly value: number;
}

/** Every number of a run, in the order it was measured: steps first, then epochs. */
export function scalarsOf(view: RunView): readonly Scalar[] {
  return [...stepScalars(view), ...epochScalars(view)];
}

function stepScalars(view: RunView): Scalar[] {
  return view.steps.flatMap(({ at, step, epoch, trainLoss, learningRate, metrics, layers }) => {
    const place = { event: 'step', at, step, epoch } as const;
    return [
      ...rows(place, { batch_loss: trainLoss, learning_rate: learningRate, ...metrics }),
      ...Object.entries(layers).flatMap(([layer, values]) => rows({ ...place, layer }, values)),
    ];
  });
}

function epochScalars(view: RunView): Scalar[] {
  const { totalSteps } = view.started ?? {};
  const { epochs } = view.record.settings.training;
  return view.epochs.flatMap((event) => {
    const { at, epoch, trainLoss, trainScore, validationLoss, validationScore, metrics } = event;
    const step = totalSteps === undefined ? undefined : Math.round((epoch * totalSteps) / epochs);
    const place = { event: 'epoch', at, epoch, ...(step !== undefined && { step }) } as const;
    return rows(place, {
      running_loss: trainLoss,
      running_score: trainScore,
      ...(validationLoss !== undefined && { validation_loss: validationLoss }),
      ...(validationScore !== undefined && { validation_score: validationScore }),
      ...metrics,
    });
  });
}

function rows(place: Omit<Scalar, 'metric' | 'value'>, values: MetricValues): Scalar[] {
  return Object.entries(values).map(([metric, value]) => ({ ...place, metric, value }));
}
