import type { Rule } from './rule';
import { deadUnits } from './rules/deadUnits';
import { decayHorizon } from './rules/decayHorizon';
import { diverged } from './rules/diverged';
import { fewUpdates } from './rules/fewUpdates';
import { initializationTooLarge } from './rules/initializationTooLarge';
import { inputsNotCentred } from './rules/inputsNotCentred';
import { lazyTraining } from './rules/lazyTraining';
import { learningRateTooLow } from './rules/learningRateTooLow';
import { lossBump } from './rules/lossBump';
import { memorizedWithoutFeatures } from './rules/memorizedWithoutFeatures';
import { overAlignment } from './rules/overAlignment';
import { richTraining } from './rules/richTraining';
import { unitsCollapsed } from './rules/unitsCollapsed';
import { weightDecayOvershoots } from './rules/weightDecayOvershoots';
import { weightDecayTooHigh } from './rules/weightDecayTooHigh';
import { weightDecayTooLow } from './rules/weightDecayTooLow';

/** All rules. Among findings that are equal otherwise, the earlier rule comes first. */
export const rules: readonly Rule[] = [
  initializationTooLarge,
  diverged,
  weightDecayOvershoots,
  weightDecayTooHigh,
  learningRateTooLow,
  weightDecayTooLow,
  unitsCollapsed,
  lossBump,
  memorizedWithoutFeatures,
  lazyTraining,
  overAlignment,
  richTraining,
  inputsNotCentred,
  fewUpdates,
  deadUnits,
  decayHorizon,
];
