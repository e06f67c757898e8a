import { evidence, measured } from '../evidence';
import { weightDecayForTarget } from '../plannedShrink';
import { change } from '../remedy';
import { roundToRung } from '../roundSetting';
import type { Rule } from '../rule';
import type { Settings } from '../../protocol/settings';
import { about, advise } from '../words';

const id = 'weight-decay-overshoots';
const path = 'optimizer.weight_decay';

const record = {
  base: { runs: 12, better: 83, worse: 0 },
  shifted: { runs: 2, better: 0, worse: 0 },
  heldOut: { runs: 8, better: 100, worse: 0 },
};

/**
 * A run that blew up because a single step of weight decay takes away more than the weights
 * themselves: learning rate x weight decay above 1, where W (1 - lr wd) changes sign, and grows
 * from 2 on. To the weight decay of S = 0.7. The learning rate need not be at fault, so that
 * `diverged` leaves such a run to this rule. Source: arithmetic; few recorded runs were like this.
 */
export const weightDecayOvershoots: Rule = {
  id,
  kind: 'change',
  early: true,
  record,
  examine(signals) {
    const { settings, blowUp } = signals;
    if (!blowUp || !decayOvershoots(settings)) return undefined;
    const { learning_rate: rate, weight_decay: decay } = settings.optimizer;
    const target = weightDecayForTarget(signals);
    const remedies = change(id, settings, path, target && target > 0 ? roundToRung(target) : 0.01);
    return {
      rule: id,
      severity: 'problem',
      path,
      says:
        `${blowUp.says} Each step weight decay takes away ${about(rate * decay)} times the ` +
        `weights, more than there is.${advise(remedies, 'Set')}`,
      evidence: [
        ...evidence(
          'train_loss',
          { step: blowUp.lossStep },
          blowUp.loss,
          blowUp.expected,
          measured(record),
        ),
        ...evidence('total_shrink', blowUp, signals.shrink, 'about 0.5 to 1', source),
      ],
      confidence: 'high',
      remedies,
    };
  },
};

const source =
  'Arithmetic: W (1 - learning rate x weight decay) changes sign above 1, grows above 2.';

/** Whether one step's weight decay exceeds the weights; adam rescales its decay. */
export function decayOvershoots({ optimizer }: Settings): boolean {
  return optimizer.kind !== 'adam' && optimizer.learning_rate * optimizer.weight_decay > 1;
}
