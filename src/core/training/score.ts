import type { Samples, Target } from '../data/dataset';

/** Turns what programs count into a score: accuracy for classes, R squared for values. */
export interface Score {
  /**
   * `counted` is the number of correct samples or the sum of squared errors over `samples`
   * samples; the result is in [0, 1] for classes and at most 1 for values.
   */
  of(counted: number, samples: number): number;
}

export function scoreFor(target: Target, samples: Samples): Score {
  switch (target.kind) {
    case 'classes':
      return { of: (correct, count) => correct / count };
    case 'values': {
      const perSample = totalVariation(samples.targets, target.width) / samples.count;
      return { of: (squaredErrors, count) => 1 - squaredErrors / count / perSample };
    }
  }
}

/** Sum of squared distances from the mean of each column. */
function totalVariation(targets: Float32Array, width: number): number {
  const rows = targets.length / width;
  let total = 0;
  for (let column = 0; column < width; column++) {
    let mean = 0;
    for (let i = column; i < targets.length; i += width) mean += targets[i]! / rows;
    for (let i = column; i < targets.length; i += width) total += (targets[i]! - mean) ** 2;
  }
  return total;
}
