import { isAbove, isBelow } from '../below';
import { evidence, measured } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Reading, Signals } from '../signals';
import { advise, percent } from '../words';

const id = 'learning-rate-too-low';

const record = {
  base: { runs: 97, better: 100, worse: 0 },
  shifted: { runs: 85, better: 100, worse: 0 },
  heldOut: { runs: 147, better: 99, worse: 0 },
};

/** With less progress than this the next power of ten is as safe as a factor of 3, and nearer. */
const standstill = 0.05;
/** The larger rate must not take total shrink beyond this. */
const mostShrink = 1;
/** Then weight decay goes down with it, to here: 0.7 was worse in 5 % of the shifted runs. */
const keptShrink = 0.5;

/**
 * Little progress while the weights hardly move and weight decay is not what holds them: learning
 * rate x 3, x 10 where there is next to no progress. Where the larger rate would take total shrink
 * beyond 1, weight decay goes down with it, to S = 0.5.
 *
 * Source: advice sections 3 and 5, rule 4 (progress below 15 %, S below 2, movement below 0.2).
 * Learning rate x 3 alone had 87 / 11 of 97 runs, shifted 74 / 21 of 85; all the harm came from S
 * of 0.33 to 2, where it tripled S too (8 / 92 of 12, shifted 0 / 67 of 12). With S kept those
 * became 100 / 0 and 100 / 0. Progress below 5 % and x 10 with S kept: 100 / 0 of 30, shifted
 * 100 / 0 of 68, held out 100 / 0 of 92, with larger gains than x 3. At the end of a run progress
 * below 30 % (70 % with a loss gap below 0.02), S below 0.3 and movement below 0.2 had 100 / 0 of
 * 80, shifted 95 / 5 of 43, held out 99 / 0 of 143.
 * A slow run alone says nothing: too much weight decay looks the same (32 / 35 of 284).
 */
export const learningRateTooLow: Rule = {
  id,
  kind: 'change',
  record,
  examine(signals) {
    const reading = slowReading(signals);
    if (signals.blowUp || !reading) return undefined;
    const { settings, shrink, latest, lossUnit } = signals;
    const { learning_rate: rate, weight_decay: decay } = settings.optimizer;
    const factor = isBelow(reading.trainProgress, standstill) ? 10 : 3;
    const grown = (shrink ?? 0) * factor;
    const keepsShrink = decay > 0 && grown > mostShrink;
    const remedies = [
      ...change(id, settings, 'optimizer.learning_rate', roundToRung(rate * factor)),
      ...(keepsShrink
        ? change(id, settings, 'optimizer.weight_decay', roundToRung((decay * keptShrink) / grown))
        : []),
    ];
    const source = measured(record);
    return {
      rule: id,
      severity: latest?.share === 1 && isBelow(latest.trainProgress, 0.3) ? 'problem' : 'hint',
      path: 'optimizer.learning_rate',
      says:
        `By epoch ${reading.epoch} the training loss ${progressInWords(reading)}, and the ` +
        `weights had moved by ${percent(reading.movement ?? 0)} of their size: the steps are ` +
        `too small.${advise(remedies, 'Set')}` +
        (keepsShrink
          ? ` The learning rate alone would let weight decay shrink the weights ${factor} ` +
            'times as much.'
          : ''),
      evidence: [
        ...evidence(
          'train_loss',
          reading,
          reading.trainLoss,
          `below 0.85, in units of ${lossUnit?.says ?? 'guessing'}, after a tenth of the run`,
          source,
        ),
        ...evidence('weight_movement', reading, reading.movement, 'above 0.2', source),
        ...evidence(
          'total_shrink',
          reading,
          shrink,
          'below 2, or weight decay would be the cause',
          source,
        ),
      ],
      confidence: shrink === undefined ? 'low' : 'medium',
      remedies,
    };
  },
};

function progressInWords({ trainProgress = 0 }: Reading): string {
  if (trainProgress < 0.005) return 'was no better than that of guessing';
  return `had come down by ${percent(trainProgress)} from that of guessing`;
}

function slowReading(signals: Signals): Reading | undefined {
  const { early, latest } = signals;
  // A run that got there in the end was outside of what was measured.
  if (early && isBelow(early.trainProgress, 0.15) && isBelow(early.movement, 0.2)) {
    if (mayBlameRate(signals, early) && isBelow(latest?.trainProgress, 0.7)) return early;
  }
  if (latest?.share !== 1 || !isBelow(latest.movement, 0.2)) return undefined;
  const slow =
    isBelow(latest.trainProgress, 0.3) ||
    (isBelow(latest.trainProgress, 0.7) && isBelow(latest.gap, 0.02));
  return slow && isBelow(signals.shrink, 0.3) && notRising(signals, latest) ? latest : undefined;
}

function mayBlameRate(signals: Signals, early: Reading): boolean {
  const { shrink } = signals;
  // Where S is not defined, weights that kept their size clear weight decay as well.
  const decayIsInnocent = shrink === undefined ? isAbove(early.normRatio, 0.9) : shrink < 2;
  return decayIsInnocent && notRising(signals, early);
}

/** Not above 1.05 times the first loss: that would be another ailment. */
function notRising({ initialLoss }: Signals, { trainLoss }: Reading): boolean {
  return (
    trainLoss !== undefined &&
    initialLoss !== undefined &&
    trainLoss < 1.05 * Math.min(initialLoss, 3)
  );
}
