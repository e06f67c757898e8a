import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confidentJump } from '../../../src/metrics/confidentJump';
import { confidentPersistence } from '../../../src/metrics/confidentPersistence';
import { assertClose, assertNotDefined, normals, permuteRows, shuffled, valueOf } from './numbers';

describe('confidentJump', () => {
  it('is the rise over the epochs, and over at least one', () => {
    assertClose(confidentJump(0.5, 0.2, 3), 0.1);
    assertClose(confidentJump(0.2, 0.5, 1), -0.3);
    assertClose(confidentJump(0.5, 0.2, 0.5), 0.3);
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 99 }),
        (now, before, epochs) => {
          const value = valueOf(confidentJump(now, before, epochs));
          assert.ok(value >= -1 && value <= 1);
          assertClose(confidentJump(before, now, epochs), -value);
        },
      ),
    );
  });

  it('is not defined without time or for NaN', () => {
    assertNotDefined(confidentJump(0.5, 0.2, 0), 'zero_denominator');
    assertNotDefined(confidentJump(NaN, 0.2, 1), 'not_finite');
  });
});

describe('confidentPersistence', () => {
  /** Sample by sample, from its list of states. */
  function slow(evaluations: readonly Float64Array[]): number | undefined {
    const samples = [...evaluations[0]!.keys()].map((i) => evaluations.map((e) => e[i]! < 0.2));
    const known = samples.filter((states) => states.slice(0, -1).includes(true));
    if (known.length === 0) return undefined;
    const kept = known.filter((states) => !states.slice(states.indexOf(true)).includes(false));
    return kept.length / known.length;
  }

  it('equals each sample looked at on its own; blind to the order of samples', () => {
    let between = 0;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer(),
        (samples, count, seed) => {
          const evaluations = Array.from({ length: count }, (_, at) =>
            normals(samples, seed + at).map((x) => Math.abs(x) / 3),
          );
          const expected = slow(evaluations);
          const found = confidentPersistence(evaluations);
          if (expected === undefined) return assertNotDefined(found, 'too_few_samples');
          if (expected > 0 && expected < 1) between++;
          assertClose(found, expected);
          const order = shuffled(samples, seed);
          assertClose(
            confidentPersistence(evaluations.map((e) => permuteRows(e, 1, order))),
            expected,
          );
        },
      ),
    );
    assert.ok(between > 5);
  });

  it('is 1 for what is kept, 0 for what is lost, and not defined before anything was known', () => {
    const [low, high] = [Float64Array.of(0.1), Float64Array.of(0.9)];
    assertClose(confidentPersistence([low, low, low]), 1);
    assertClose(confidentPersistence([low, high, low]), 0);
    assertNotDefined(confidentPersistence([high, low]), 'too_few_samples');
    assertNotDefined(confidentPersistence([]), 'too_few_samples');
    assertNotDefined(confidentPersistence([low, Float64Array.of(NaN)]), 'not_finite');
    assert.throws(() => confidentPersistence([low, new Float64Array(2)]), /samples/);
  });
});
