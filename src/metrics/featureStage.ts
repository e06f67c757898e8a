/** Where feature learning stands, after Li2 (arXiv 2509.21519). */
export type FeatureStage = 'lazy' | 'independent' | 'interactive' | 'undecided';

/** What one look says of the last hidden layer. */
export interface FeatureReading {
  readonly gradientFeatureAlignment: number;
  readonly offDiagonalRatio: number;
}

/** Gradient-feature alignment below which no signal flows, and from which on it does. */
export const STAGE_LIMITS = { noSignal: 0.05, signal: 0.3, interaction: 0.7 } as const;

/**
 * The stage that a run is in by its looks so far, the first one of the start.
 *
 *   lazy         the last alignment is below 0.05: the gradient at the features is noise, only the
 *                output layer learns
 *   independent  it was above 0.3 in some look, and features share as much as they ever did
 *   interactive  the same, and the off-diagonal ratio has fallen below 0.7 of its highest value:
 *                features push each other apart
 *   undecided    none of these, or no look yet
 *
 * Cost: a pass over the looks. Source: the stages are Li2's (v5), the limits those of the dossier's
 * runs on modular addition: alignment .00 to .01 without and .55 to .63 with signal, ratio .049 and
 * then .021. Limits: a heuristic on anything but two layers and group tasks. "lazy" is a finding
 * only once the training data are fitted.
 */
export function featureStage(looks: readonly FeatureReading[]): FeatureStage {
  const last = looks.at(-1);
  if (!last) return 'undecided';
  const hasSignal = looks.some(
    ({ gradientFeatureAlignment }) => gradientFeatureAlignment > STAGE_LIMITS.signal,
  );
  if (hasSignal) {
    const highest = looks.reduce((most, look) => Math.max(most, look.offDiagonalRatio), 0);
    const isApart = last.offDiagonalRatio < STAGE_LIMITS.interaction * highest;
    return isApart ? 'interactive' : 'independent';
  }
  return last.gradientFeatureAlignment < STAGE_LIMITS.noSignal ? 'lazy' : 'undecided';
}
