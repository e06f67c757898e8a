import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Series } from '../../webview/series/series';
import { thin } from '../../webview/series/thin';

function series(y: readonly number[]): Series {
  return { id: 's', label: 's', role: 'main', x: y.map((_, i) => i / 10), y };
}

function plotOf(one: Series, width: number): { width: number; from: number; to: number } {
  return { width, from: 0, to: one.x.at(-1) ?? 1 };
}

describe('thinning a series for a plot', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
    minLength: 1,
    maxLength: 3000,
  });

  it('keeps the ends and both extremes, invents no point and keeps the order', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 200 }), (y, width) => {
        const one = series(y);
        const points = thin(one, plotOf(one, width), 'linear');
        assert.equal(points[0]?.y, y[0]);
        assert.equal(points.at(-1)?.y, y.at(-1));
        assert.equal(Math.min(...points.map((point) => point.y)), Math.min(...y));
        assert.equal(Math.max(...points.map((point) => point.y)), Math.max(...y));
        let at = -1;
        for (const point of points) {
          const index = one.x.indexOf(point.x);
          assert.ok(index > at, 'points stay in order');
          assert.equal(point.y, y[index]);
          at = index;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('holds at most four points a pixel column', () => {
    const one = series(Array.from({ length: 10_000 }, (_, i) => Math.sin(i * 1.7)));
    const points = thin(one, plotOf(one, 300), 'linear');
    assert.ok(points.length <= 4 * 301, `${points.length} points`);
    assert.ok(points.length > 300, `${points.length} points`);
  });

  it('leaves short series whole', () => {
    const one = series([3, 1, 2, 2, 5]);
    assert.deepEqual(
      thin(one, plotOf(one, 100), 'linear').map((point) => point.y),
      [3, 1, 2, 2, 5],
    );
  });

  it('turns each run of values that cannot be drawn into one gap', () => {
    const one = series([NaN, 1, 2, NaN, Infinity, NaN, 3, 4]);
    assert.deepEqual(
      thin(one, plotOf(one, 100), 'linear').map((point) => point.y),
      [1, 2, NaN, 3, 4],
    );
  });

  it('keeps gaps in long series', () => {
    const y = Array.from({ length: 5000 }, (_, i) => (i === 2500 ? NaN : i));
    const one = series(y);
    const points = thin(one, plotOf(one, 50), 'linear');
    const gap = points.findIndex((point) => Number.isNaN(point.y));
    assert.equal(points[gap - 1]?.y, 2499);
    assert.equal(points[gap + 1]?.y, 2501);
  });

  it('has no place for zero and less on a log axis', () => {
    const one = series([1, 0, 2, -1, 3]);
    assert.deepEqual(
      thin(one, plotOf(one, 100), 'log').map((point) => point.y),
      [1, NaN, 2, NaN, 3],
    );
  });
});
