import type { RunView } from '../../protocol/runView';

/** How much of a run is done, in [0, 1]; 0 before its first event. */
export function progressOf({ record, started, steps, epochs }: RunView): number {
  const bySteps = started?.totalSteps ? (steps.at(-1)?.step ?? 0) / started.totalSteps : 0;
  const planned = record.settings.training.epochs;
  const byEpochs = planned > 0 ? (epochs.at(-1)?.epoch ?? 0) / planned : 0;
  return Math.min(1, Math.max(bySteps, byEpochs));
}
