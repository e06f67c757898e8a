import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inputCosine } from '../../../src/metrics/inputCosine';
import { assertClose, assertNotDefined, normals, scaled } from './numbers';

describe('inputCosine', () => {
  it('equals the mean over pairs, one after the other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        (samples, features, seed) => {
          const inputs = normals(samples * features, seed);
          const row = (i: number) => [...inputs.subarray(i * features, (i + 1) * features)];
          const product = (a: number[], b: number[]) => a.reduce((sum, x, f) => sum + x * b[f]!, 0);
          let sum = 0;
          for (let i = 0; i < samples; i++) {
            for (let k = 0; k < i; k++) {
              sum += product(row(i), row(k)) / Math.hypot(...row(i)) / Math.hypot(...row(k));
            }
          }
          const mean = sum / ((samples * (samples - 1)) / 2);
          assertClose(inputCosine(inputs, samples, features), mean, 1e-9);
          assertClose(inputCosine(scaled(inputs, 100), samples, features), mean, 1e-9);
        },
      ),
    );
  });

  it('is 1, 0 and -1 for equal, orthogonal and opposite inputs', () => {
    assertClose(inputCosine(Float32Array.of(1, 2, 2, 4, 3, 6), 3, 2), 1);
    assertClose(inputCosine(Float32Array.of(0, 2, 5, 0), 2, 2), 0);
    assertClose(inputCosine(Float32Array.of(1, 2, -1, -2), 2, 2), -1);
  });

  it('leaves out samples without a direction', () => {
    assertClose(inputCosine(Float32Array.of(1, 0, 0, 0, 1, 1), 3, 2), Math.SQRT1_2);
    assertNotDefined(inputCosine(Float32Array.of(1, 0, 0, 0), 2, 2), 'too_few_samples');
    assertNotDefined(inputCosine(new Float32Array(0), 0, 2), 'too_few_samples');
  });

  it('is not defined for what is not finite', () => {
    assertNotDefined(inputCosine(Float32Array.of(1, NaN, 1, 1), 2, 2), 'not_finite');
    assertNotDefined(inputCosine(Float32Array.of(1, 1, -Infinity, 1), 2, 2), 'not_finite');
    assert.throws(() => inputCosine(new Float32Array(3), 2, 2), RangeError);
  });
});
