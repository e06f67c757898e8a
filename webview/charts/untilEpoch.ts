import type { RunView } from '../../src/protocol/runView';

/** While a run goes on its charts show all planned epochs, so that the lines grow into them. */
export function untilEpoch(view: RunView): { readonly untilEpoch?: number } {
  return view.outcome === 'running' ? { untilEpoch: view.record.settings.training.epochs } : {};
}
