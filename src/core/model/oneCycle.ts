const START_DIVISOR = 25;
const END_DIVISOR = 1e4;

/**
 * PyTorch's OneCycleLR (Smith and Topin 2017; anneal_strategy cos, two phases, div_factor 25,
 * final_div_factor 1e4) as a share of the largest rate.
 * @param step counts from 1 to totalSteps
 * @param pctStart share of the run spent rising, in (0, 1)
 */
export function oneCycleShare(step: number, totalSteps: number, pctStart: number): number {
  const start = 1 / START_DIVISOR;
  const end = start / END_DIVISOR;
  const index = step - 1;
  const peak = Math.max(0, pctStart * totalSteps - 1);
  const last = totalSteps - 1;
  if (index < peak) return annealed(start, 1, index / peak);
  return last > peak ? annealed(1, end, (index - peak) / (last - peak)) : 1;
}

function annealed(from: number, to: number, done: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * done))) / 2;
}
