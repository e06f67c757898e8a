import { lossShare, type StopRule } from '../stopRule';

/** At chance although the weights have moved: it stopped none of 528. */
export const stuckAtChance: StopRule = {
  id: 'stuck-at-chance',
  falseStops: 0,
  sees: (judged) => {
    const { reading, classes = 2 } = judged;
    const share = lossShare(judged);
    const { movement, trainScore } = reading;
    if (share === undefined || movement === undefined || movement <= 0.1) return undefined;
    const aboveChance = (trainScore - 1 / classes) / (1 - 1 / classes);
    if (share <= 0.95 || aboveChance >= 0.05) return undefined;
    return `it guesses still, with weights moved by ${movement.toFixed(2)} of their size`;
  },
};
