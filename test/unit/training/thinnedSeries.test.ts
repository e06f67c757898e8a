import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThinnedSeries } from '../../../src/core/training/thinnedSeries';

interface Entry {
  readonly at: number;
  readonly a: number;
  readonly b: number;
}

const values = fc.oneof(
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(NaN, Infinity, -Infinity),
);
const entries = fc
  .array(fc.tuple(values, values), { maxLength: 300 })
  .map((pairs) => pairs.map(([a, b], at): Entry => ({ at, a, b })));

function thin(series: readonly Entry[], groupSize: number): Entry[] {
  const thinned = new ThinnedSeries<Entry>(groupSize, ({ a, b }) => ({ a, b }));
  return [...series.flatMap((entry) => thinned.add(entry)), ...thinned.end()];
}

describe('a thinned series', () => {
  it('keeps all, each at once, with groups of one', () => {
    const thinned = new ThinnedSeries<Entry>(1, ({ a }) => ({ a }));
    const entry = { at: 0, a: 1, b: 2 };
    assert.deepEqual(thinned.add(entry), [entry]);
    assert.deepEqual(thinned.addBetween(entry), [entry]);
    assert.deepEqual(thinned.end(), []);
  });

  it('keeps order, ends, and the lowest and highest value of each group', () => {
    fc.assert(
      fc.property(entries, fc.integer({ min: 2, max: 40 }), (series, size) => {
        const kept = thin(series, size);
        const places = kept.map(({ at }) => at);
        assert.deepEqual(
          places,
          [...new Set(places)].sort((a, b) => a - b),
        );
        for (let start = 0; start < series.length; start += size) {
          const group = series.slice(start, start + size);
          const left = kept.filter(({ at }) => at >= start && at < start + size);
          assert.equal(left[0], group[0]);
          assert.equal(left.at(-1), group.at(-1));
          assert.ok(left.length <= 2 + 2 * 2);
          for (const key of ['a', 'b'] as const) {
            // The first is kept in any case, so extremes are those of the others.
            const rest = group.slice(1).map((entry) => entry[key]);
            const finite = rest.filter(Number.isFinite);
            if (finite.length === 0) continue;
            const shown = new Set(left.map((entry) => entry[key]));
            assert.ok(shown.has(Math.min(...finite)) && shown.has(Math.max(...finite)));
          }
        }
      }),
    );
  });

  it('passes the first of a group on at once, and what must stay in its place', () => {
    const thinned = new ThinnedSeries<Entry>(4, ({ a }) => ({ a }));
    const [first, second, third, fourth] = [5, 1, 1, 9].map((a, at) => ({ at, a, b: 0 }));
    const between = { at: 2.5, a: 100, b: 0 };
    assert.deepEqual(thinned.addBetween(first!), [first]);
    assert.deepEqual(thinned.add(first!), [first]);
    assert.deepEqual(thinned.add(second!), []);
    assert.deepEqual(thinned.addBetween(between), []);
    assert.deepEqual(thinned.add(third!, { stays: true }), []);
    assert.deepEqual(thinned.add(fourth!), [second, between, third, fourth]);
    assert.deepEqual(thinned.end(), []);
  });
});
