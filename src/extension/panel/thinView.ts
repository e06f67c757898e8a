import type { RunView } from '../../protocol/runView';

/** A view with at most so many steps, evenly spaced, the first and the last among them. */
export function thinView(view: RunView, most: number): RunView {
  const { steps } = view;
  if (steps.length <= most) return view;
  const stride = (steps.length - 1) / (most - 1);
  const kept = Array.from({ length: most }, (_, i) => steps[Math.round(i * stride)]);
  return { ...view, steps: kept.filter((step) => step !== undefined) };
}
