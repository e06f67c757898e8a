import type { EpochEnded, MetricValues, StepEnded } from '../protocol/events';
import type { RunView } from '../protocol/runView';
import type { Reading, Trial } from './trial';

/** What a run tells of its trial. */
export function readTrial(
  view: RunView,
): Pick<Trial, 'readings'> & Partial<Pick<Trial, 'totalSteps' | 'classes'>> {
  const { started, steps, epochs } = view;
  const measured = weightSteps(steps);
  return {
    readings: epochs.map((epoch) => readEpoch(epoch, measured)),
    ...(started?.totalSteps !== undefined && { totalSteps: started.totalSteps }),
    ...(started?.classes !== undefined && { classes: started.classes }),
  };
}

function readEpoch(ended: EpochEnded, steps: readonly StepEnded[]): Reading {
  const { validationLoss, validationScore, metrics, epoch } = ended;
  const look = steps.findLast((step) => step.epoch <= epoch)?.metrics ?? {};
  const { train_loss: trainLoss = ended.trainLoss, train_score: trainScore = ended.trainScore } =
    metrics;
  return {
    epoch,
    trainLoss,
    trainScore,
    ...(validationLoss !== undefined && { validationLoss }),
    ...(validationScore !== undefined && { validationScore }),
    ...named('weightNorm', look, 'weight_norm_ratio'),
    ...named('movement', look, 'weight_movement'),
    ...named('ouiRelative', look, 'oui_relative'),
  };
}

function named(key: 'weightNorm' | 'movement' | 'ouiRelative', look: MetricValues, id: string) {
  const value = look[id];
  return value === undefined ? {} : { [key]: value };
}

/** Most steps tell loss and rate alone. */
function weightSteps(steps: readonly StepEnded[]): readonly StepEnded[] {
  return steps.filter(({ metrics }) => metrics['weight_norm_ratio'] !== undefined);
}
