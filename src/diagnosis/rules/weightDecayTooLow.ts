import { formatNumber } from '../../protocol/formatNumber';
import { isAbove } from '../below';
import { evidence, gapEvidence, measured } from '../evidence';
import { targetShrink, weightDecayForTarget } from '../plannedShrink';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Reading } from '../signals';
import type { Settings } from '../../protocol/settings';
import { about, advise, curveLoss } from '../words';

const id = 'weight-decay-too-low';
const path = 'optimizer.weight_decay';

const record = {
  base: { runs: 179, better: 75, worse: 1 },
  shifted: { runs: 59, better: 73, worse: 3 },
  heldOut: { runs: 196, better: 75, worse: 3 },
};

/** Below this total shrink weight decay has no grip. */
const noGrip = 0.316;

/**
 * A growing loss gap while total shrink says that weight decay has no grip: straight to the weight
 * decay of S = 0.7. Steps of three from 0 or 1e-4 are invisible.
 *
 * Source: advice sections 3 and 5, rule 3 (read at 10 %: gap above 0.1; 65 / 7 of 179 with S = 0.7
 * to the digit). A gap grows by itself, so
 * that the same threshold later was worth less (44 / 17 of 536 at the end). Measured instead: gap
 * above 0.25 at 50 % 72 / 3 of 224, shifted 73 / 0; above 0.3 at the end 80 / 1 of 242, shifted
 * 66 / 0 of 80, held out 82 / 3 of 215.
 * Speaks only with validation data: nothing else showed this.
 */
export const weightDecayTooLow: Rule = {
  id,
  kind: 'change',
  record,
  examine(signals) {
    const { settings, latest, shrink, lossUnit } = signals;
    if (!latest || shrink === undefined || shrink >= noGrip) return undefined;
    const limit = gapLimit(latest);
    if (!isAbove(latest.gap, limit)) return undefined;
    const target = weightDecayForTarget(signals);
    const remedies = change(
      id,
      settings,
      path,
      target && target > 0 ? roundToRung(target) : undefined,
    );
    const source = measured(record);
    return {
      rule: id,
      // None of the runs with a final gap above 0.5 was within a point of the best.
      severity: latest.share === 1 && isAbove(latest.gap, 0.5) ? 'problem' : 'hint',
      path,
      says:
        `The validation loss is ${curveLoss(latest.validationLoss, lossUnit)}, the training loss ` +
        `${curveLoss(latest.trainLoss, lossUnit)}, and ${noGripInWords(settings, shrink)}.` +
        `${advise(remedies, 'Set')} Smaller steps would change nothing that can be seen.`,
      evidence: [
        ...gapEvidence(signals, latest, `below ${about(limit)} at this point of the run`, source),
        ...evidence('total_shrink', latest, shrink, 'about 0.5 to 1', source),
      ],
      confidence: 'medium',
      remedies,
    };
  },
};

function noGripInWords({ optimizer }: Settings, shrink: number): string {
  const decay = optimizer.weight_decay;
  if (decay === 0) return 'there is no weight decay';
  return (
    `weight decay ${formatNumber(decay)} has no grip (total shrink ${about(shrink)}, where about ` +
    `${targetShrink} is right)`
  );
}

/** 0.1 up to 20 % of the run, 0.25 at half of it, 0.3 at its end; straight lines between. */
export function gapLimit({ share }: Pick<Reading, 'share'>): number {
  if (share <= 0.2) return 0.1;
  if (share <= 0.5) return 0.1 + ((share - 0.2) / 0.3) * 0.15;
  return 0.25 + ((Math.min(share, 1) - 0.5) / 0.5) * 0.05;
}
