import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import type { ParameterRange, ParameterRanges } from '../../../src/protocol/searchSpace';
import { gridSearch, gridSize } from '../../../src/sweep/search/grid';
import { randomSearch } from '../../../src/sweep/search/random';
import type { Search } from '../../../src/sweep/search/search';
import { sobolPoint } from '../../../src/sweep/search/sobol';
import { tpeSearch } from '../../../src/sweep/search/tpe';
import { gridValues, shareOfValue, valueAtShare } from '../../../src/sweep/space';
import type { Trial } from '../../../src/sweep/trial';

describe('a range', () => {
  it('gives values inside it, and knows where they lie', () => {
    const range = fc
      .tuple(fc.constantFrom('log', 'lin'), fc.double({ min: 1e-6, max: 1, noNaN: true }))
      .map(([kind, low]): ParameterRange => ({ kind: kind as 'log', low, high: low * 1e3 }));
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), (range, share) => {
        const back = shareOfValue(range, valueAtShare(range, share)) ?? NaN;
        // Four digits are kept.
        assert.ok(Math.abs(back - share) < 1e-3, `${share} came back as ${back}`);
      }),
    );
  });

  it('is a grid with both ends', () => {
    assert.deepEqual(
      gridValues({ kind: 'log', low: 1e-4, high: 1, points: 5 }),
      [1e-4, 1e-3, 1e-2, 0.1, 1],
    );
    assert.deepEqual(
      gridValues({ kind: 'lin', low: 1, high: 4, points: 9, whole: true }),
      [1, 2, 3, 4],
    );
    assert.deepEqual(gridValues({ kind: 'list', values: ['a', [1, 2]] }), ['a', [1, 2]]);
  });
});

describe('grid search', () => {
  it('has every combination once', () => {
    const ranges: ParameterRanges = {
      a: { kind: 'list', values: [1, 2, 3] },
      b: { kind: 'lin', low: 0, high: 1, points: 2 },
    };
    assert.equal(gridSize(ranges), 6);
    assert.deepEqual(
      paramsOf(gridSearch(ranges)).map(({ a, b }) => [a, b]),
      [
        [1, 0],
        [1, 1],
        [2, 0],
        [2, 1],
        [3, 0],
        [3, 1],
      ],
    );
    assert.equal(paramsOf(gridSearch(ranges, 4)).length, 4);
  });

  it('adds what is new where its ranges became wider, and nothing twice', () => {
    const narrow: ParameterRanges = { a: { kind: 'list', values: [1, 2] } };
    const wide: ParameterRanges = { a: { kind: 'list', values: [0, 1, 2, 3] } };
    const before = paramsOf(gridSearch(narrow)).map((params, number): Trial => ({
      number,
      params,
      run: 'x',
      state: 'ended',
      readings: [],
    }));
    const search = gridSearch(wide);
    const added: unknown[] = [];
    for (const trials = [...before]; ;) {
      const move = search.next(trials, true);
      if (move.kind !== 'start') break;
      added.push(move.params['a']);
      const { params } = move;
      trials.push({ number: trials.length, params, run: 'x', state: 'ended', readings: [] });
    }
    assert.deepEqual(added.toSorted(), [0, 3]);
  });
});

describe('Sobol points', () => {
  it('have one in each of 2^m slices of every dimension', () => {
    for (const seed of [0, 1, 7])
      for (let dimension = 0; dimension < 16; dimension++) {
        const slices = new Set(
          Array.from({ length: 64 }, (_, i) =>
            Math.floor((sobolPoint(i, 16, seed)[dimension] ?? 0) * 64),
          ),
        );
        assert.equal(slices.size, 64, `dimension ${dimension}, seed ${seed}`);
      }
  });

  it('are a (0, m, 2)-net in the first two dimensions: one in each box of area 1/64', () => {
    const points = Array.from({ length: 64 }, (_, i) => sobolPoint(i, 2, 3));
    for (let k = 0; k <= 6; k++) {
      const boxes = new Set(
        points.map(([x = 0, y = 0]) => `${Math.floor(x * 2 ** k)} ${Math.floor(y * 2 ** (6 - k))}`),
      );
      assert.equal(boxes.size, 64, `boxes of ${2 ** k} by ${2 ** (6 - k)}`);
    }
  });

  it('differ by seed and repeat by seed', () => {
    assert.deepEqual(sobolPoint(5, 3, 1), sobolPoint(5, 3, 1));
    assert.notDeepEqual(sobolPoint(5, 3, 1), sobolPoint(5, 3, 2));
  });
});

/** Published test functions, their arguments as shares of the usual domain, and their least value. */
const functions = {
  branin: {
    dimensions: 2,
    least: 0.397887,
    value: ([u = 0, v = 0]: readonly number[]) => {
      const [x, y] = [15 * u - 5, 15 * v];
      const root = y - (5.1 * x * x) / (4 * Math.PI ** 2) + (5 * x) / Math.PI - 6;
      return root ** 2 + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
    },
  },
  hartmann3: {
    dimensions: 3,
    least: -3.86278,
    value: (x: readonly number[]) => {
      const a = [
        [3, 10, 30],
        [0.1, 10, 35],
        [3, 10, 30],
        [0.1, 10, 35],
      ];
      const p = [
        [0.3689, 0.117, 0.2673],
        [0.4699, 0.4387, 0.747],
        [0.1091, 0.8732, 0.5547],
        [0.0381, 0.5743, 0.8828],
      ];
      return -[1, 1.2, 3, 3.2].reduce((sum, alpha, i) => {
        const square = x.reduce(
          (total, xj, j) => total + (a[i]?.[j] ?? 0) * (xj - (p[i]?.[j] ?? 0)) ** 2,
          0,
        );
        return sum + alpha * Math.exp(-square);
      }, 0);
    },
  },
} as const;

describe('TPE', () => {
  for (const [name, { dimensions, least, value }] of Object.entries(functions))
    it(`is nearer to the least value of ${name} than random search, in the median of 11 seeds`, () => {
      const ranges: ParameterRanges = Object.fromEntries(
        Array.from({ length: dimensions }, (_, i) => [`x${i}`, { kind: 'lin', low: 0, high: 1 }]),
      );
      const gap = (make: typeof tpeSearch) =>
        median(
          Array.from({ length: 11 }, (_, seed) => {
            const losses = play(make(ranges, 60, seed), (params) =>
              value(Object.values(params).map(Number)),
            );
            return Math.min(...losses) - least;
          }),
        );
      const [tpe, random] = [gap(tpeSearch), gap(randomSearch)];
      assert.ok(tpe >= 0 && tpe < 0.6 * random, `TPE ${tpe}, random ${random}`);
    });

  it('finds the best of a list, and is deterministic by seed', () => {
    const ranges: ParameterRanges = { kind: { kind: 'list', values: ['a', 'b', 'c', 'd'] } };
    const loss = (params: Readonly<Record<string, unknown>>) => (params['kind'] === 'c' ? 0 : 1);
    const losses = play(tpeSearch(ranges, 40, 1), loss);
    assert.ok(losses.slice(20).filter((one) => one === 0).length > 12);
    assert.deepEqual(play(tpeSearch(ranges, 40, 1), loss), losses);
  });
});

function play(search: Search, loss: (params: Trial['params']) => number): readonly number[] {
  const trials: Trial[] = [];
  for (;;) {
    const move = search.next(trials, true);
    if (move.kind !== 'start') return trials.map(({ params }) => loss(params));
    const reading = { epoch: 1, trainLoss: loss(move.params), trainScore: 0 };
    trials.push({
      ...{ number: trials.length, params: move.params, run: 'x', state: 'ended' },
      ...{ outcome: 'finished', readings: [reading] },
    });
  }
}

function paramsOf(search: Search): readonly Trial['params'][] {
  const all: Trial['params'][] = [];
  play(search, (params) => {
    all.push(params);
    return 0;
  });
  return all.slice(-new Set(all.map((params) => JSON.stringify(params))).size);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
