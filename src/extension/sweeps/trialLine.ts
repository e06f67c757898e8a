import type { TrialRow } from '../../protocol/sweepView';
import type { TrialLine } from '../../runs/export/trialsCsv';

/** A trial as a line of a CSV file. */
export function trialLine({ trial, run, params, status, reason, result }: TrialRow): TrialLine {
  const { trainLoss, trainScore, validationLoss, validationScore } = result ?? {};
  const hasTrain = trainLoss !== undefined && trainScore !== undefined;
  const hasValidation = validationLoss !== undefined && validationScore !== undefined;
  return {
    ...{ trial, run, params, outcome: status },
    ...(status === 'pruned' && { prunedAt: result?.epochs ?? 0 }),
    ...(reason !== undefined && { reason }),
    epochs: result?.epochs ?? 0,
    metrics: result?.metrics ?? {},
    train: hasTrain ? { loss: trainLoss, score: trainScore } : null,
    ...(hasValidation && { validation: { loss: validationLoss, score: validationScore } }),
  };
}
