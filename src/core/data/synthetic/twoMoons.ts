import type { SyntheticSource } from '../../../protocol/settings';
import type { RawData } from '../rawData';
import type { Random } from '../random';
import { demand, made, numberedClasses } from './made';

/**
 * Two interleaving half circles of radius 1 in the plane, the geometry of scikit-learn's
 * make_moons, with noise of the given standard deviation on both coordinates. Two classes in turn.
 */
export function generateTwoMoons(source: SyntheticSource, random: Random): RawData {
  const { samples, dimension, classes, noise } = source;
  demand(dimension === 2, 'dimension', `two-moons lies in 2 dimensions, not ${dimension}`);
  demand(classes === 2, 'classes', `two-moons has 2 classes, not ${classes}`);
  const inputs = new Float64Array(samples * 2);
  const labels = new Int32Array(samples);
  for (let sample = 0; sample < samples; sample++) {
    const label = sample % 2;
    const [x, y] = onUpperHalfCircle(random);
    inputs[2 * sample] = (label === 0 ? x : 1 - x) + noise * random.normal();
    inputs[2 * sample + 1] = (label === 0 ? y : 0.5 - y) + noise * random.normal();
    labels[sample] = label;
  }
  return made('two-moons', inputs, 2, numberedClasses(labels, 2));
}

/** Without sine and cosine, whose last bit depends on the platform. */
function onUpperHalfCircle(random: Random): readonly [number, number] {
  for (;;) {
    const x = 2 * random.uniform() - 1;
    const y = random.uniform();
    const radius = Math.sqrt(x * x + y * y);
    if (radius > 0 && radius <= 1) return [x / radius, y / radius];
  }
}
