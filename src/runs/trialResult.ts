import { z } from 'zod';
import type { MetricValues } from '../protocol/events';
import type { RunView } from '../protocol/runView';
import type { TrialResult } from '../protocol/sweep';
import { number } from './eventSchema';

/** A run in short, for the log of its sweep. */
export function trialResult({ started, steps, epochs, ended }: RunView): TrialResult {
  const last = epochs.at(-1);
  const { train_loss, train_score, ...metrics } = { ...lastOf(epochs), ...lastOf(steps) };
  const trainLoss = last && (last.metrics['train_loss'] ?? last.trainLoss);
  const trainScore = last && (last.metrics['train_score'] ?? last.trainScore);
  void [train_loss, train_score];
  return {
    epochs: last?.epoch ?? 0,
    ...(trainLoss !== undefined && { trainLoss }),
    ...(trainScore !== undefined && { trainScore }),
    ...(last?.validationLoss !== undefined && { validationLoss: last.validationLoss }),
    ...(last?.validationScore !== undefined && { validationScore: last.validationScore }),
    metrics,
    ...(started?.classes !== undefined && { classes: started.classes }),
    ...(ended && { seconds: ended.seconds }),
  };
}

/** NaN and infinities as in events. */
export const trialResultSchema: z.ZodType<TrialResult> = z.object({
  epochs: z.number(),
  trainLoss: number.exactOptional(),
  trainScore: number.exactOptional(),
  validationLoss: number.exactOptional(),
  validationScore: number.exactOptional(),
  metrics: z.record(z.string(), number),
  classes: z.number().exactOptional(),
  seconds: z.number().exactOptional(),
});

function lastOf(events: readonly { readonly metrics: MetricValues }[]): Record<string, number> {
  const last: Record<string, number> = {};
  for (const { metrics } of events) Object.assign(last, metrics);
  return last;
}
