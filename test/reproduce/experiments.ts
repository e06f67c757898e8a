import type { Experiment } from './experiment';
import { edgeOfStability } from './experiments/edgeOfStability';
import { grokking } from './experiments/grokking';
import { initializationScale } from './experiments/initializationScale';
import { learningRateRange } from './experiments/learningRateRange';
import { linearRegression } from './experiments/linearRegression';
import { ouiAtStart } from './experiments/ouiAtStart';
import { ouiWeightDecay } from './experiments/ouiWeightDecay';
import { outputMultiplier } from './experiments/outputMultiplier';
import { simplicityBias } from './experiments/simplicityBias';
import { xorClusters } from './experiments/xorClusters';

/** In the order of the page. */
export const experiments: readonly Experiment[] = [
  ouiAtStart,
  ouiWeightDecay,
  initializationScale,
  outputMultiplier,
  simplicityBias,
  grokking,
  linearRegression,
  xorClusters,
  edgeOfStability,
  learningRateRange,
];
