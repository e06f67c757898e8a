import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { initialize } from '../../../src/core/model/initialize';
import type { ParameterSlot } from '../../../src/core/model/plan';
import { readStartingWeights, type StartingWeights } from './golden';

describe('starting weights, distributed as torch.nn.init draws them', () => {
  const cases = readStartingWeights();

  it('has all six schemes for dense layers and kernels', () => {
    assert.equal(new Set(cases.map(({ scheme, layer }) => `${scheme} ${layer}`)).size, 12);
  });

  for (const expected of cases)
    for (const seed of [0, 1, 2])
      it(`${expected.scheme}, ${expected.layer}, seed ${seed}`, () => {
        const { weight, bias } = draw(expected, seed);
        const n = weight.length;
        const isNormal = expected.scheme.endsWith('normal');
        const { deviation } = expected;
        // Standard errors of a mean and of a standard deviation; a uniform's kurtosis is 9/5.
        const meanError = deviation / Math.sqrt(n);
        const deviationError = (deviation / 2) * Math.sqrt(((isNormal ? 3 : 9 / 5) - 1) / n);
        const mean = weight.reduce((a, b) => a + b, 0) / n;
        const spread = Math.sqrt(weight.reduce((a, b) => a + (b - mean) ** 2, 0) / (n - 1));
        // Both sides are samples, so their difference has the root of 2 of an error.
        assertWithin('mean', mean, expected.mean, 4 * Math.SQRT2 * meanError);
        assertWithin('deviation', spread, deviation, 4 * Math.SQRT2 * deviationError);
        if (!isNormal)
          assertWithin('bound', largest(weight), expected.largest, (20 / n) * expected.largest);
        // The largest of n uniform draws falls short of the bound by about 1 / n of it.
        const slack = (10 / bias.length) * expected.biasLargest;
        assertWithin('bias', largest(bias), expected.biasLargest, slack);
      });
});

function draw(
  { scheme, layer, shape }: StartingWeights,
  seed: number,
): { readonly weight: Float32Array; readonly bias: Float32Array } {
  const ours = layer === 'dense' ? [...shape].reverse() : shape;
  const size = shape.reduce((product, length) => product * length, 1);
  const width = Number(shape[0]);
  const parameters: ParameterSlot[] = [
    { name: 'a.weight', layer: 'a', role: 'weight', shape: ours, offset: 0, size },
    { name: 'a.bias', layer: 'a', role: 'bias', shape: [width], offset: size, size: width },
  ];
  const plan = { parameters, parameterCount: size + width };
  const values = initialize(plan, { scheme, scale: 1 }, createRandom(seed, 'weights'));
  return { weight: values.subarray(0, size), bias: values.subarray(size) };
}

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function assertWithin(what: string, actual: number, expected: number, tolerance: number): void {
  assert.ok(
    Math.abs(actual - expected) <= tolerance,
    `${what}: ${actual}, PyTorch's sample has ${expected}, allowed is ${tolerance}`,
  );
}
