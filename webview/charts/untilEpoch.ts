import type { RunView } from '../../src/protocol/runView';

/**
 * Every chart of a run shows the same epochs, so that they can be compared: all planned ones while
 * it goes on and the lines grow into them, the ones it came to when it has ended.
 */
export function untilEpoch(view: RunView): { readonly untilEpoch: number } {
  const reached = Math.max(view.steps.at(-1)?.epoch ?? 0, view.epochs.at(-1)?.epoch ?? 0);
  const planned = view.record.settings.training.epochs;
  return { untilEpoch: view.outcome === 'running' ? Math.max(planned, reached) : reached };
}
