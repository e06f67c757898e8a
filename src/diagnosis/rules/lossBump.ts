import { isAbove, isBelow } from '../below';
import { evidence, measured } from '../evidence';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Bump, Reading } from '../signals';
import { about, advise } from '../words';

const id = 'loss-bump';
const path = 'optimizer.learning_rate';

const record = {
  base: { runs: 64, better: 64, worse: 14 },
  shifted: { runs: 13, better: 85, worse: 8 },
  heldOut: { runs: 83, better: 54, worse: 11 },
};

/**
 * The training loss jumped up between two epochs: learning rate / 3.
 * Source: advice section 3 (rise above 0.1 log C between evaluations after neighbouring epochs).
 * Weaker than the rest, and no use on a run that ends well (final progress above 50 %: 36 / 41 of
 * 22 runs), so that it then stays silent; at the end with less progress 78 / 3 of 63, shifted
 * 93 / 0 of 15. Where only means over mini-batches are there, which smooth a jump, a rise of 0.05
 * counts: with final progress below 50 % 71 / 1 of 92, shifted 95 / 0 of 19; at 10 % 56 / 2 of 81,
 * hence low confidence.
 */
export const lossBump: Rule = {
  id,
  kind: 'change',
  record,
  examine({ settings, bump, blowUp, latest, lossUnit }) {
    if (!bump || !latest || !lossUnit) return undefined;
    if (blowUp && blowUp.kind !== 'fell_to_chance') return undefined;
    if (!isAbove(bump.size, limitOf(bump)) || endsWell(bump, latest)) return undefined;
    const remedies = change(id, settings, path, roundToRung(settings.optimizer.learning_rate / 3));
    const confidence = bump.evaluated ? 'medium' : 'low';
    return {
      rule: id,
      severity: 'hint',
      path,
      says:
        `The training loss jumped up by ${about(bump.size * lossUnit.value)} in epoch ` +
        `${bump.epoch}: the steps may be too large.${advise(remedies, confidence === 'low' ? 'Try' : 'Set')}`,
      evidence: evidence(
        'train_loss',
        bump,
        bump.size,
        `no rise from one epoch to the next above ${limitOf(bump)}, in units of ${lossUnit.says}`,
        measured(record),
      ),
      confidence,
      remedies,
    };
  },
};

function limitOf({ evaluated }: Bump): number {
  return evaluated ? 0.1 : 0.05;
}

function endsWell({ evaluated }: Bump, latest: Reading): boolean {
  if (evaluated && latest.share <= 0.1 + 1e-9) return false;
  return !isBelow(latest.trainProgress, 0.5);
}
