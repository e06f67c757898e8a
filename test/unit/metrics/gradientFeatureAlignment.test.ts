import assert from 'node:assert/strict';
import fc from 'fast-check';
import { gradientFeatureAlignment } from '../../../src/metrics/gradientFeatureAlignment';
import type { Measured } from '../../../src/metrics/measured';
import {
  assertClose,
  assertNotDefined,
  normals,
  permuteColumns,
  permuteRows,
  scaled,
  shuffled,
  valueOf,
} from './numbers';

interface Task {
  readonly samples: number;
  readonly features: number;
  readonly targets: number;
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly y: Float64Array;
}

function measure({ samples, features, targets, f, g, y }: Task): Measured {
  return gradientFeatureAlignment(f, g, y, { samples, features, targets });
}

/** Y~ (Y~' F~) entry by entry, with the n by n matrix Y~ Y~'. */
function slowSignal({ samples: n, features: k, targets: m, f, y }: Task): number[] {
  const mean = (matrix: Float64Array, columns: number, c: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += matrix[i * columns + c]!;
    return sum / n;
  };
  const yc = (i: number, c: number) => y[i * m + c]! - mean(y, m, c);
  const fc = (i: number, c: number) => f[i * k + c]! - mean(f, k, c);
  const signal: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let c = 0; c < k; c++) {
      let sum = 0;
      for (let other = 0; other < n; other++) {
        let similar = 0;
        for (let t = 0; t < m; t++) similar += yc(i, t) * yc(other, t);
        sum += similar * fc(other, c);
      }
      signal.push(sum);
    }
  }
  return signal;
}

const anyTask = fc
  .record({
    samples: fc.integer({ min: 3, max: 8 }),
    features: fc.integer({ min: 1, max: 6 }),
    targets: fc.integer({ min: 2, max: 4 }),
    seed: fc.integer(),
  })
  .map(({ samples, features, targets, seed }) => {
    const y = new Float64Array(samples * targets);
    for (let i = 0; i < samples; i++) y[i * targets + (i % targets)] = 1;
    const f = normals(samples * features, seed);
    const g = normals(samples * features, seed + 1);
    return { samples, features, targets, seed, f, g, y };
  });

describe('gradientFeatureAlignment', () => {
  it('equals the formula entry by entry', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const signal = slowSignal(task);
        const product = signal.reduce((sum, value, at) => sum + value * task.g[at]!, 0);
        const cosine = product / (Math.hypot(...signal) * Math.hypot(...task.g));
        assertClose(measure(task), cosine, 1e-9);
      }),
    );
  });

  it('is 1 along the signal, -1 against it', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const g = Float64Array.from(slowSignal(task));
        assertClose(measure({ ...task, g }), 1, 1e-9);
        assertClose(measure({ ...task, g: scaled(g, -0.01) }), -1, 1e-9);
      }),
    );
  });

  it('is in [-1, 1] and blind to order, scale and a constant in the features', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const { samples, features, targets, seed, f, g, y } = task;
        const value = valueOf(measure(task));
        assert.ok(value >= -1 && value <= 1);
        const rows = shuffled(samples, seed);
        const inOrder = (matrix: Float64Array, columns: number) =>
          permuteRows(matrix, columns, rows);
        const reordered = {
          ...task,
          f: inOrder(f, features),
          g: inOrder(g, features),
          y: inOrder(y, targets),
        };
        assertClose(measure(reordered), value, 1e-9);
        const units = shuffled(features, seed);
        const byUnit = (matrix: Float64Array) => permuteColumns(matrix, features, units);
        assertClose(measure({ ...task, f: byUnit(f), g: byUnit(g) }), value, 1e-9);
        assertClose(measure({ ...task, f: scaled(f, 4), g: scaled(g, 1e-8) }), value, 1e-9);
        assertClose(measure({ ...task, f: f.map((x) => x + 3) }), value, 1e-9);
      }),
    );
  });

  it('is about 1 / sqrt(n K) in size for a gradient of pure noise', () => {
    const [samples, features, targets] = [100, 50, 5];
    const y = new Float64Array(samples * targets);
    for (let i = 0; i < samples; i++) y[i * targets + (i % targets)] = 1;
    const f = normals(samples * features, 1);
    const g = normals(samples * features, 2);
    const value = valueOf(measure({ samples, features, targets, f, g, y }));
    assert.ok(Math.abs(value) < 4 / Math.sqrt(samples * features), String(value));
  });

  it('is not defined without gradient, differing features or differing targets', () => {
    const task: Task = {
      samples: 4,
      features: 2,
      targets: 2,
      f: normals(8, 1),
      g: normals(8, 2),
      y: Float64Array.of(1, 0, 0, 1, 1, 0, 0, 1),
    };
    valueOf(measure(task));
    assertNotDefined(measure({ ...task, g: new Float64Array(8) }), 'zero_denominator');
    assertNotDefined(measure({ ...task, f: new Float64Array(8).fill(0.1) }), 'zero_denominator');
    assertNotDefined(measure({ ...task, f: new Float64Array(8) }), 'zero_denominator');
    const oneClass = Float64Array.of(0, 1, 0, 1, 0, 1, 0, 1);
    assertNotDefined(measure({ ...task, y: oneClass }), 'zero_denominator');
    for (const key of ['f', 'g', 'y'] as const) {
      for (const broken of [NaN, Infinity]) {
        const bad = task[key].slice();
        bad[3] = broken;
        assertNotDefined(measure({ ...task, [key]: bad }), 'not_finite');
      }
      assert.throws(() => measure({ ...task, [key]: new Float64Array(5) }), RangeError);
    }
    // Six times 0.1 over 6 is not 0.1: what is left after centring is rounding, not zero.
    const y = Float64Array.from({ length: 12 }, (_, at) => (at % 4 === 0 || at % 4 === 3 ? 1 : 0));
    y[0] = 0.5;
    const f = new Float64Array(12).fill(0.1);
    const six = { ...task, samples: 6, f, g: normals(12, 4), y };
    assertNotDefined(measure(six), 'zero_denominator');
    const one = { ...task, samples: 1, f: normals(2, 1), g: normals(2, 2), y: normals(2, 3) };
    assertNotDefined(measure(one), 'too_few_samples');
  });
});
