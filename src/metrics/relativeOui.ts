import { meanOfLayers } from './meanOfLayers';
import { notDefined, ratio, type Measured } from './measured';

/** Below this the start has no pattern to compare with, and a ratio would only be noise. */
const SMALLEST_START = 1e-3;

/**
 * OUI of a layer now over its OUI at initialization, on the same probe samples.
 *
 *   r = OUI / OUI_0
 *
 * Range: [0, 1 / 0.001]; 1 means unchanged. Direction: well below 0.5 means patterns have
 * collapsed; more often because of a learning rate that is too high than of weight decay.
 * Cost: free once OUI is known. Source: docs/metrics.md.
 * Limits: never alone a reason to change weight decay: doing so helped in 44 % and harmed in 23 %
 * of cases. `zero_denominator` when OUI_0 < 0.001; a reason in either value is passed on.
 */
export function relativeOui(now: Measured, start: Measured): Measured {
  if (typeof now !== 'number') return now;
  if (typeof start !== 'number') return start;
  if (start < SMALLEST_START) {
    const says = `OUI was ${start} at the start: nothing to compare with.`;
    return notDefined('zero_denominator', says);
  }
  return ratio(now, start, 'OUI relative to its start', 'OUI was 0 at the start.');
}

/**
 * Mean over layers of each layer's ratio (not the ratio of the means), as it was measured in
 * docs/metrics.md. Lists are in the same order of layers; see `meanOfLayers`.
 * @throws RangeError when the lists differ in length.
 */
export function meanRelativeOui(now: readonly Measured[], start: readonly Measured[]): Measured {
  if (now.length !== start.length) {
    throw new RangeError(`OUI of ${now.length} layers now and of ${start.length} at the start.`);
  }
  return meanOfLayers(now.map((value, layer) => relativeOui(value, start[layer]!)));
}
