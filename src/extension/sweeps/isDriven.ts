import type { SweepState } from '../../protocol/sweepView';

/** Whether somebody drives a sweep. */
export function isDriven(state: SweepState): boolean {
  return state === 'running' || state === 'paused';
}
