import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confidentShare } from '../../../src/metrics/confidentShare';
import { lossGap } from '../../../src/metrics/lossGap';
import { sampleLosses } from '../../../src/metrics/sampleLosses';
import { scoreGap } from '../../../src/metrics/scoreGap';
import { assertClose, assertNotDefined, normals, permuteRows, shuffled, valueOf } from './numbers';

const anyLoss = fc.double({ min: 0, max: 20, noNaN: true });

describe('lossGap', () => {
  it('is 1 when validation is guessing and training is perfect', () => {
    assertClose(lossGap(0, Math.log(10), 10), 1);
    assertClose(lossGap(0.5, 0.5, 2), 0);
  });

  it('changes its sign when the two are swapped, and ignores what both have in common', () => {
    fc.assert(
      fc.property(anyLoss, anyLoss, fc.integer({ min: 2, max: 1000 }), (train, held, classes) => {
        const gap = valueOf(lossGap(train, held, classes));
        assertClose(lossGap(held, train, classes), -gap);
        assertClose(lossGap(train + 1, held + 1, classes), gap, 1e-9);
      }),
    );
  });

  it('is not defined for a regression or a loss that is not finite', () => {
    assertNotDefined(lossGap(1, 2, undefined), 'not_applicable');
    assertNotDefined(lossGap(NaN, 2, 3), 'not_finite');
    assertNotDefined(lossGap(1, Infinity, 3), 'not_finite');
    assertNotDefined(lossGap(Infinity, Infinity, 3), 'not_finite');
    for (const classes of [0, 1, 2.5, NaN]) assert.throws(() => lossGap(1, 2, classes), RangeError);
  });
});

describe('scoreGap', () => {
  it('is the difference, or not defined', () => {
    assertClose(scoreGap(0.95, 0.75), 0.2);
    assertClose(scoreGap(0.5, 0.75), -0.25);
    assertNotDefined(scoreGap(NaN, 0.5), 'not_finite');
    assertNotDefined(scoreGap(0.5, NaN), 'not_finite');
  });
});

describe('sampleLosses', () => {
  it('equals minus the log of the softmax, and of the sigmoid', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 12 }), fc.integer(), (outputs, seed) => {
        const labels = Array.from({ length: 9 }, (_, i) => (i * 5) % outputs);
        const logits = normals(9 * outputs, seed).map((z) => 3 * z);
        const losses = sampleLosses(logits, labels, outputs);
        labels.forEach((label, i) => {
          const powers = [...logits.subarray(i * outputs, (i + 1) * outputs)].map(Math.exp);
          const total = powers.reduce((sum, power) => sum + power, 0);
          assertClose(losses[i]!, -Math.log(powers[label]! / total), 1e-9);
        });
        const binary = sampleLosses(logits.subarray(0, 2), [1, 0], 1);
        assertClose(binary[0]!, Math.log(1 + Math.exp(-logits[0]!)), 1e-9);
        assertClose(binary[1]!, Math.log(1 + Math.exp(logits[1]!)), 1e-9);
      }),
    );
  });

  it('one logit z is two logits (0, z)', () => {
    const one = sampleLosses(Float32Array.of(1.5, -2), [1, 0], 1);
    const two = sampleLosses(Float32Array.of(0, 1.5, 0, -2), [1, 0], 2);
    assertClose(one[0]!, two[0]!);
    assertClose(one[1]!, two[1]!);
  });

  it('survives huge logits and does not hide broken ones', () => {
    assert.equal(sampleLosses(Float64Array.of(1e4, 0), [0], 2)[0], 0);
    assert.equal(sampleLosses(Float64Array.of(1e4, 0), [1], 2)[0], 1e4);
    assert.equal(sampleLosses(Float64Array.of(-1e4), [1], 1)[0], 1e4);
    assert.ok(Number.isNaN(sampleLosses(Float64Array.of(NaN, 0), [1], 2)[0]));
    assert.ok(Number.isNaN(sampleLosses(Float64Array.of(Infinity), [1], 1)[0]));
  });

  it('refuses labels that are no class', () => {
    for (const label of [2, -1, 0.5, NaN]) {
      assert.throws(() => sampleLosses(new Float64Array(2), [label], 2), /Label/);
    }
    assert.throws(() => sampleLosses(new Float64Array(3), [0], 2), /3 numbers/);
  });
});

describe('confidentShare', () => {
  it('counts probabilities above e^-0.2', () => {
    const losses = Float64Array.from([0.81, 0.82, 0.5, 1].map((p) => -Math.log(p)));
    assert.equal(confidentShare(losses), 0.5);
    assert.equal(confidentShare(losses, 1), 1);
    assert.equal(confidentShare(losses, 0), 0);
  });

  it('is a share, whatever the order of samples, and grows with the threshold', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer(), anyLoss, (n, seed, threshold) => {
        const losses = normals(n, seed).map(Math.abs);
        const share = valueOf(confidentShare(losses, threshold));
        const counted = [...losses].filter((loss) => loss < threshold).length;
        assertClose(share, counted / n);
        const other = permuteRows(losses, 1, shuffled(n, seed));
        assert.equal(confidentShare(other, threshold), share);
        assert.ok(valueOf(confidentShare(losses, threshold + 0.1)) >= share);
      }),
    );
  });

  it('is not defined without samples or for what is not finite', () => {
    assertNotDefined(confidentShare(new Float64Array(0)), 'too_few_samples');
    assertNotDefined(confidentShare(Float64Array.of(0.1, NaN)), 'not_finite');
    assertNotDefined(confidentShare(Float64Array.of(0.1, Infinity)), 'not_finite');
    assertNotDefined(confidentShare(Float64Array.of(0.1), NaN), 'not_finite');
  });
});
