import type { Finding } from '../../protocol/finding';
import { isAbove, isBelow } from '../below';
import { evidence, gapEvidence, measured } from '../evidence';
import { grewBeforeShrinking } from '../peakNormRatio';
import { weightDecayForTarget } from '../plannedShrink';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule, TrackRecord } from '../rule';
import type { Reading, Signals } from '../signals';
import { advise, percent } from '../words';

const id = 'weight-decay-too-high';
const path = 'optimizer.weight_decay';

/** With validation data: |W| / |W0| below 0.7 and a loss gap below 0.02. */
const withValidation = {
  base: { runs: 282, better: 91, worse: 4 },
  shifted: { runs: 108, better: 91, worse: 4 },
  heldOut: { runs: 207, better: 80, worse: 8 },
};

/** Without: |W| / |W0| below 0.5. */
const withoutValidation = {
  base: { runs: 320, better: 89, worse: 3 },
  shifted: { runs: 99, better: 86, worse: 6 },
  heldOut: { runs: 217, better: 78, worse: 9 },
};

/** A train loss that fell by less than this part of guessing stands still. */
const standstill = 0.02;

/**
 * Weights that shrink although nothing is over-fitted: weight decay / 3, and to total shrink
 * S = 0.7 at once where training stands still (progress below 2 %) and S is above 3.
 *
 * Source: advice sections 3 and 5, rule 2. There a plain third had 91 / 4 of 290 runs, shifted
 * 66 / 3 of 115. Jumping always did worse (79 / 11, shifted 81 / 6): the network that still learns
 * has adapted to its decay. Jumping at a standstill only keeps the base rate and lifts the mean
 * gain from 15 to 34 points on the shifted tasks. At the end of a run: 94 / 1 and 94 / 1. Weights
 * that grew first are left to the rules on the learning rate (`grewBeforeShrinking`).
 * Without validation data OUI is a second witness: above 0.8 of its start 13 % of the hits were
 * near-best runs, below 5 %.
 */
export const weightDecayTooHigh: Rule = {
  id,
  kind: 'change',
  record: withValidation,
  examine(signals) {
    const { settings, hasValidation, latest, early } = signals;
    if (settings.optimizer.weight_decay <= 0) return undefined;
    if (isAbove(signals.peakNormRatio, grewBeforeShrinking)) return undefined;
    return hasValidation ? seenByGap(signals, latest) : seenByNorm(signals, early);
  },
};

function seenByGap(signals: Signals, reading: Reading | undefined): Finding | undefined {
  if (!reading || !isBelow(reading.normRatio, 0.7) || !isBelow(reading.gap, 0.02)) return undefined;
  const source = measured(withValidation);
  const clearlyBad = isBelow(reading.trainProgress, 0.5);
  return finding(signals, reading, withValidation, {
    severity: clearlyBad ? 'problem' : 'hint',
    confidence: 'high',
    says:
      `Weight decay has shrunk the weights to ${percent(reading.normRatio ?? 0)} of their ` +
      `size at the start, ` +
      'and validation is no worse than training: it holds the network back without protecting it.',
    evidence: gapEvidence(
      signals,
      reading,
      'above 0.02 before weight decay is at its limit',
      source,
    ),
    norm: 'above 0.7',
  });
}

function seenByNorm(signals: Signals, reading: Reading | undefined): Finding | undefined {
  if (!reading || !isBelow(reading.normRatio, 0.5)) return undefined;
  const collapsed = isBelow(reading.ouiRelative, 0.8);
  const clearlyBad = collapsed && isBelow(reading.trainProgress, 0.5);
  return finding(signals, reading, withoutValidation, {
    severity: clearlyBad ? 'problem' : 'hint',
    confidence: collapsed ? 'high' : 'medium',
    says:
      `Weight decay has shrunk the weights to ${percent(reading.normRatio ?? 0)} of their ` +
      `size at the start` +
      (collapsed
        ? `, and OUI has fallen to ${percent(reading.ouiRelative ?? 0)} of its start: the ` +
          `samples look more and more alike to the network.`
        : '. Without validation data this can also be a run near its best.'),
    evidence: evidence(
      'oui_relative',
      reading,
      reading.ouiRelative,
      'not below 0.8 beside such small weights',
      'Used as a second witness: 13 % of the hits without it were near-best runs, 5 % with it.',
    ),
    norm: 'above 0.5',
  });
}

function finding(
  signals: Signals,
  reading: Reading,
  record: TrackRecord,
  seen: Pick<Finding, 'severity' | 'confidence' | 'says' | 'evidence'> & { readonly norm: string },
): Finding {
  const { settings, shrink } = signals;
  const source = measured(record);
  const remedies = change(id, settings, path, lowerDecay(signals, reading));
  const { norm, says, ...rest } = seen;
  return {
    rule: id,
    path,
    ...rest,
    says: says + advise(remedies, rest.confidence === 'high' ? 'Set' : 'Try'),
    evidence: [
      ...evidence('weight_norm_ratio', reading, reading.normRatio, norm, source),
      ...rest.evidence,
      ...evidence(
        'total_shrink',
        reading,
        shrink,
        'about 0.5 to 1 with a tuned learning rate',
        shrinkSource,
      ),
    ],
    remedies,
  };
}

const shrinkSource = 'Measured on 20 tasks: S of 0.5 to 1 was near the best everywhere.';

function lowerDecay(signals: Signals, reading: Reading): number | undefined {
  const { shrink, settings } = signals;
  const stuck = isBelow(reading.trainProgress, standstill);
  const target = weightDecayForTarget(signals);
  if (stuck && shrink !== undefined && shrink > 3 && target !== undefined && target > 0)
    return roundToRung(target);
  return roundToRung(settings.optimizer.weight_decay / 3);
}
