import { epochOf, lastReading, type Trial } from '../trial';
import { rungsOf, type Pruner } from './pruner';
import { blownUp } from './rules/blownUp';
import { slowStart } from './rules/slowStart';
import { stuckAtChance } from './rules/stuckAtChance';
import { unitsAlike } from './rules/unitsAlike';
import { weightsShrunk } from './rules/weightsShrunk';
import { falseStopsInWords, type StopRule } from './stopRule';

/** All of them, the surest first. */
export const stopRules: readonly StopRule[] = [
  blownUp,
  stuckAtChance,
  slowStart,
  weightsShrunk,
  unitsAlike,
];

/** Ends trials by what their training alone tells. */
export function rulePruner(epochs: number): Pruner {
  return {
    rungs: rungsOf(epochs),
    judge: (trial) => {
      const seen = judgeByRules(trial);
      if (!seen) return undefined;
      const { rule, says } = seen;
      const epoch = epochOf(trial);
      const rate = falseStopsInWords(rule.falseStops);
      return {
        epoch,
        reason: `Stopped at epoch ${epoch} of ${epochs}: ${says} (${rule.id}; measured: ${rate}).`,
      };
    },
  };
}

/** The first rule that has something to say of a trial's last reading. */
export function judgeByRules(
  trial: Trial,
  rules: readonly StopRule[] = stopRules,
): { readonly rule: StopRule; readonly says: string } | undefined {
  const reading = lastReading(trial);
  const first = trial.readings.find(({ epoch }) => epoch === 0);
  if (!reading) return undefined;
  const { classes } = trial;
  const judged = { reading, ...(first && { first }), ...(classes !== undefined && { classes }) };
  for (const rule of rules) {
    const says = rule.sees(judged);
    if (says !== undefined) return { rule, says };
  }
  return undefined;
}
