import type { RunView } from '../../src/protocol/runView';
import { element } from '../dom/element';

/** Stands where the charts will be, until a run that goes on has something to draw. */
export function waiting(): { readonly element: HTMLElement; update(view: RunView): boolean } {
  const block = element(
    'p',
    { class: 'waiting', hidden: true },
    'The trainer is loading data and compiling the network. Charts begin with the first observation.',
  );
  return {
    element: block,
    update({ outcome, steps, epochs }) {
      const isWaiting = outcome === 'running' && steps.length === 0 && epochs.length === 0;
      block.hidden = !isWaiting;
      return isWaiting;
    },
  };
}
