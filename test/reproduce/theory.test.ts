import assert from 'node:assert/strict';
import { testError } from './theory/advaniSaxe';
import { leastSquares, linearError } from './theory/leastSquares';
import { squareNetworkAlignment } from './theory/squareNetwork';
import { cosine, reluOutputs } from './theory/twoLayer';

describe('the theory that reproductions are held against', () => {
  it('Advani and Saxe: the limits of late times in closed form', () => {
    const task = { teacher: 1, start: 0.1, noise: 0.25 };
    const late = 1e5;
    const few = (alpha: number) => (1 - alpha) * 1.1 + (0.25 * alpha) / (1 - alpha) + 0.25;
    const many = (alpha: number) => 0.25 * (1 + 1 / (alpha - 1));
    for (const alpha of [0.25, 0.5, 0.8])
      assert.ok(Math.abs(testError({ ...task, alpha }, late) / few(alpha) - 1) < 1e-3);
    for (const alpha of [1.25, 2, 4])
      assert.ok(Math.abs(testError({ ...task, alpha }, late) / many(alpha) - 1) < 1e-3);
    for (const alpha of [0.5, 1, 2])
      assert.ok(Math.abs(testError({ ...task, alpha }, 0) - 1.35) < 1e-3);
  });

  it('least squares: finds the weights of data without noise, and its error is least', () => {
    const inputs = Float32Array.from({ length: 60 }, (_, at) => Math.sin(7 * at * at + at));
    const exact = Float32Array.from({ length: 20 }, (_, row) => {
      const [a = 0, b = 0, c = 0] = inputs.subarray(3 * row);
      return 2 * a - b + 0.5 * c;
    });
    const found = leastSquares(inputs, exact, 3);
    [2, -1, 0.5].forEach((w, k) => assert.ok(Math.abs(w - found[k]!) < 1e-5));
    const noisy = exact.map((y, row) => y + Math.cos(11 * row));
    const best = leastSquares(inputs, noisy, 3);
    const least = linearError(inputs, noisy, best);
    for (const k of [0, 1, 2])
      for (const off of [-0.05, 0.05]) {
        const other = best.map((w, at) => (at === k ? w + off : w));
        assert.ok(linearError(inputs, noisy, other) > least);
      }
  });

  it('a ReLU network by hand', () => {
    const inputs = Float32Array.of(1, 2, -1, 0);
    const hidden = Float32Array.of(1, -1, 0, 1);
    const outputs = reluOutputs(inputs, hidden, Float32Array.of(2, 3));
    assert.deepEqual([...outputs], [2 + 3, 0 + 3]);
    assert.ok(Math.abs(cosine([1, 1], [1, 0]) - Math.SQRT1_2) < 1e-12);
  });

  it('alignment of squares: a constant on all outputs of a unit changes nothing', () => {
    const inputs = Float32Array.of(1, 0, 0, 1, 1, 1, 2, 1);
    const targets = Float32Array.of(1, 0, 0, 1, 1, 0, 0, 1);
    const hidden = Float32Array.of(1, -1, 0.5, 2);
    const output = Float32Array.of(0.1, -0.1, 0.3, 0.1);
    const sizes = { samples: 4, features: 2, targets: 2 };
    const found = squareNetworkAlignment(inputs, targets, hidden, output, sizes);
    const shifted = output.map((value) => value + 5);
    const same = squareNetworkAlignment(inputs, targets, hidden, shifted, sizes);
    // Centred errors stay as they are, and as their rows sum to 0, so does what reaches the features.
    assert.ok(Math.abs(found - same) < 1e-5);
    assert.ok(Math.abs(found) > 0.01);
  });
});
