import type { Random } from './random';

/**
 * Redraws `round(share * n)` labels, chosen at random, uniformly over all classes (a label may get
 * its own class again), in place. With the same stream a smaller share redraws a part of the labels
 * that a larger one does. Returns how many were redrawn and how many are different now.
 */
export function redrawLabels(
  labels: Int32Array,
  classes: number,
  share: number,
  random: Random,
): { readonly redrawn: number; readonly changed: number } {
  const redrawn = Math.round(labels.length * share);
  const order = random.permutation(labels.length);
  let changed = 0;
  for (const index of order.subarray(0, redrawn)) {
    const label = random.below(classes);
    if (label !== labels[index]) changed += 1;
    labels[index] = label;
  }
  return { redrawn, changed };
}
