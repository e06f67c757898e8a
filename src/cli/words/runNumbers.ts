import type { MetricValues } from '../../protocol/events';
import type { RunView } from '../../protocol/runView';

export interface Result {
  readonly loss: number;
  readonly score: number;
  /** After which epoch; 0 is before the first update. */
  readonly epoch: number;
}

/** On the training samples after the last epoch, else the means of its mini-batches. */
export function trainResult({ epochs }: RunView): Result | undefined {
  const last = epochs.at(-1);
  if (!last) return undefined;
  const { train_loss: loss = last.trainLoss, train_score: score = last.trainScore } = last.metrics;
  return { loss, score, epoch: last.epoch };
}

/** After the last epoch; undefined without validation samples. */
export function validationResult({ epochs }: RunView): Result | undefined {
  const { validationLoss: loss, validationScore: score, epoch } = epochs.at(-1) ?? {};
  if (loss === undefined || score === undefined || epoch === undefined) return undefined;
  return { loss, score, epoch };
}

/** The last value of every metric, wherever it was last measured. */
export function lastMetrics({ steps, epochs }: RunView): MetricValues {
  const all = Object.entries({ ...collect(epochs), ...collect(steps) });
  return Object.fromEntries(all.filter(([id]) => !results.includes(id)));
}

/** Told as `train` and `validation`, not among the metrics. */
const results: readonly string[] = ['train_loss', 'train_score'];

/** Seconds from the first event to the last where the run did not end by itself. */
export function runSeconds({ ended, started, steps, epochs }: RunView): number {
  if (ended) return ended.seconds;
  const times = [steps.at(-1)?.at, epochs.at(-1)?.at].flatMap((at) => (at ? [Date.parse(at)] : []));
  return started && times.length > 0 ? (Math.max(...times) - Date.parse(started.at)) / 1000 : 0;
}

function collect(events: readonly { readonly metrics: MetricValues }[]): Record<string, number> {
  const last: Record<string, number> = {};
  // Not spread: a run of 200 000 epochs would not fit on the stack.
  for (const { metrics } of events) Object.assign(last, metrics);
  return last;
}
