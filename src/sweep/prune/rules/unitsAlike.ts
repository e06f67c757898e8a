import { lossShare, type StopRule } from '../stopRule';

/**
 * OUI below half of its start while the training loss is still above half of that of guessing. It
 * stopped 17 % of all runs and 4 of 528 near the best; OUI alone 1.5 % of them at 10 % of the run.
 */
export const unitsAlike: StopRule = {
  id: 'units-alike',
  falseStops: 4 / 528,
  sees: (judged) => {
    const { ouiRelative } = judged.reading;
    const share = lossShare(judged);
    if (ouiRelative === undefined || share === undefined) return undefined;
    if (ouiRelative >= 0.5 || share <= 0.5) return undefined;
    const loss = judged.reading.trainLoss.toPrecision(3);
    return `OUI fell to ${ouiRelative.toFixed(2)} of its start, training loss stands at ${loss}`;
  },
};
