import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { inputCosine } from '../../../src/metrics/inputCosine';
import { isDefined } from '../../../src/metrics/measured';
import { oui } from '../../../src/metrics/oui';
import { ouiBaseline } from '../../../src/metrics/ouiBaseline';
import { packBits } from '../../../src/metrics/packBits';
import { assertClose, assertNotDefined, normals, valueOf } from './numbers';

const WIDTH = 256;
const SAMPLES = 64;
const FEATURES = 64;
const LAYERS = 6;

/** OUI of each layer of a random ReLU network: He weights, zero biases. */
function ouiOfRandomNetwork(inputs: Float64Array, seed: number): number[] {
  const random = createRandom(seed, 'he weights');
  const values: number[] = [];
  let activations = inputs;
  let fanIn = FEATURES;
  for (let layer = 0; layer < LAYERS; layer++) {
    const deviation = Math.sqrt(2 / fanIn);
    const next = new Float64Array(SAMPLES * WIDTH);
    const weights = Float64Array.from({ length: fanIn * WIDTH }, () => random.normal() * deviation);
    for (let i = 0; i < SAMPLES; i++) {
      for (let k = 0; k < fanIn; k++) {
        const x = activations[i * fanIn + k]!;
        if (x === 0) continue;
        for (let j = 0; j < WIDTH; j++) next[i * WIDTH + j]! += x * weights[k * WIDTH + j]!;
      }
    }
    activations = next.map((value) => Math.max(0, value));
    values.push(valueOf(oui(packBits(activations, SAMPLES, WIDTH), SAMPLES, WIDTH)));
    fanIn = WIDTH;
  }
  return values;
}

/** Mean over seeds, each with its own inputs and weights. */
function meanOverSeeds(seeds: number, inputsOf: (seed: number) => Float64Array): number[] {
  const mean = new Array<number>(LAYERS).fill(0);
  for (let seed = 0; seed < seeds; seed++) {
    ouiOfRandomNetwork(inputsOf(seed), seed).forEach((value, layer) => {
      mean[layer]! += value / seeds;
    });
  }
  return mean;
}

function baseline(cosine: number): readonly number[] {
  const values = ouiBaseline(cosine, LAYERS);
  assert.ok(isDefined(values));
  return values;
}

describe('ouiBaseline', () => {
  // One network's OUI scatters by .017 (layer 2) to .039 (layer 6); 40 seeds bring the standard
  // error of the last layer to .006.
  it('meets random networks of width 256 on N(0, I_64) within 0.03 in layers 2 to 6 (A1)', () => {
    const expected = baseline(0);
    const seen = meanOverSeeds(40, (seed) => normals(SAMPLES * FEATURES, seed));
    for (let layer = 1; layer < LAYERS; layer++) {
      assertClose(seen[layer]!, expected[layer]!, 0.03);
    }
    // Layer 1 loses about 0.4 / sqrt(width) to the clamp.
    assertClose(seen[0]!, 1 - 0.4 / Math.sqrt(WIDTH), 0.03);
  });

  it('meets them on inputs that were not centred too', () => {
    const inputsOf = (seed: number) => {
      const random = createRandom(seed, 'uniform inputs');
      return Float64Array.from({ length: SAMPLES * FEATURES }, () => random.uniform());
    };
    const cosine = valueOf(inputCosine(inputsOf(0), SAMPLES, FEATURES));
    assertClose(cosine, 0.75, 0.02);
    const expected = baseline(cosine);
    meanOverSeeds(20, inputsOf).forEach((value, layer) => {
      assertClose(value, expected[layer]!, 0.03);
    });
  });

  it('has the values of the arc-cosine recursion', () => {
    // theta 0 and pi/2 by hand: rho_2 = (1 + 0) / pi.
    const values = baseline(0);
    assertClose(values[0]!, 1);
    assertClose(values[1]!, (2 / Math.PI) * Math.acos(1 / Math.PI));
    [1, 0.794, 0.671, 0.586, 0.523, 0.473].forEach((printed, layer) => {
      assertClose(values[layer]!, printed, 6e-4);
    });
    assert.deepEqual(baseline(1), [0, 0, 0, 0, 0, 0]);
    // Opposite inputs: every unit differs, clamped to 1.
    assert.equal(baseline(-1)[0], 1);
  });

  it('falls with depth, and with the cosine of the inputs', () => {
    for (let rho = -1; rho <= 1; rho += 0.05) {
      const values = baseline(rho);
      values.forEach((value, layer) => {
        assert.ok(value >= 0 && value <= 1);
        if (layer > 0) assert.ok(value <= values[layer - 1]!);
        const closer = baseline(Math.min(1, rho + 0.05))[layer]!;
        assert.ok(closer <= value + 1e-12);
      });
    }
  });

  it('is not defined for NaN and refuses what is no cosine or no depth', () => {
    assertNotDefined(ouiBaseline(NaN, 3), 'not_finite');
    assert.throws(() => ouiBaseline(1.01, 3), /1\.01/);
    assert.throws(() => ouiBaseline(0, 1.5), /1\.5/);
    assert.deepEqual(ouiBaseline(0, 0), []);
  });
});
