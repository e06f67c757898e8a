import assert from 'node:assert/strict';
import fc from 'fast-check';
import { referencesOf } from '../../../src/core/observe/references';
import {
  neuronReading,
  updateReading,
  weightReadings,
} from '../../../src/core/observe/weightReadings';
import { weightSums } from '../../../src/core/observe/weightSums';
import { isDefined, type Measured } from '../../../src/metrics/measured';
import { neuronAlignment } from '../../../src/metrics/neuronAlignment';
import { updateRatio } from '../../../src/metrics/updateRatio';
import { weightChange } from '../../../src/metrics/weightChange';
import { weightMovement } from '../../../src/metrics/weightMovement';
import { weightNormRatio } from '../../../src/metrics/weightNormRatio';

const shapes = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 7 })),
  fc.tuple(
    fc.integer({ min: 1, max: 5 }),
    fc.integer({ min: 1, max: 3 }),
    fc.constant(3),
    fc.constant(3),
  ),
);
const weight = fc.integer({ min: -2000, max: 2000 }).map((n) => Math.fround(n / 1000));
const layers = shapes.chain((shape) => {
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = fc
    .float32Array({ minLength: size, maxLength: size, noNaN: true })
    .chain(() =>
      fc.array(weight, { minLength: size, maxLength: size }).map((list) => Float32Array.from(list)),
    );
  return fc.record({
    shape: fc.constant(shape as readonly number[]),
    start: flat,
    previous: flat,
    now: flat,
    gradient: flat,
  });
});

describe('weight sums', () => {
  it('give what the metrics give, for dense weights and kernels of any shape', () => {
    fc.assert(
      fc.property(layers, ({ shape, start, previous, now, gradient }) => {
        const slot = {
          ...({ name: 'hidden1.weight', layer: 'hidden1', role: 'weight', shape } as const),
          ...{ offset: 0, size: start.length },
        };
        const [reference] = referencesOf({ parameters: [slot] }, start, gradient);
        const { startNorm, direction, directionNorms } = reference!;
        const sums = weightSums({ now, start, previous, direction: direction!, shape });
        const readings = weightReadings(sums, startNorm);
        // Differences of float32 weights are rounded relative to the larger of both.
        const grown = Math.max(1, Number(readings.weight_norm_ratio) || 0);
        compare(readings.weight_norm_ratio, weightNormRatio(now, start), 1e-12);
        compare(readings.weight_change, weightChange(now, start), 2e-7 * grown);
        compare(readings.weight_movement, weightMovement(now, start), 2e-7 * grown);
        compare(updateReading(sums.step!), updateRatio(now, previous), 1e-12);
        const twin = neuronAlignment(now, direction!, shape);
        compare(neuronReading(sums.step!, directionNorms), twin, 1e-12);
        const few = weightReadings(weightSums({ now, start, shape }), startNorm);
        compare(few.weight_norm_ratio, readings.weight_norm_ratio, 1e-12);
        compare(few.weight_movement, readings.weight_movement, 2e-7 * grown);
      }),
      { numRuns: 300 },
    );
  });

  it('see a movement a millionth of what was shrunk away', () => {
    const start = Float32Array.from({ length: 4096 }, (_, i) => Math.sin(i));
    const now = start.map((value, i) => value / 2 + (i === 7 ? 2 ** -14 : 0));
    const { weight_movement } = weightReadings(
      weightSums({ now, start, shape: [64, 64] }),
      Math.sqrt(start.reduce((sum, value) => sum + value * value, 0)),
    );
    compare(weight_movement, weightMovement(now, start), 1e-8);
    assert.ok((weight_movement as number) > 1e-6);
  });

  it('leave out neurons whose gradient at the start is not finite', () => {
    const slot = {
      name: 'w',
      layer: 'h',
      role: 'weight',
      shape: [2, 2],
      offset: 0,
      size: 4,
    } as const;
    const start = Float32Array.of(1, 2, 3, 4);
    const [reference] = referencesOf({ parameters: [slot] }, start, [NaN, 1, 0, 0]);
    assert.deepEqual(reference!.directionNorms, [0, 1]);
    assert.deepEqual([...reference!.direction!].map(Math.abs), [0, 1, 0, 0]);
  });
});

/** Relative to the value or 1, whichever is larger. */
function compare(found: Measured, twin: Measured, tolerance: number): void {
  assert.equal(isDefined(found), isDefined(twin), `${JSON.stringify([found, twin])}`);
  if (typeof found !== 'number' || typeof twin !== 'number') return;
  const error = Math.abs(found - twin);
  assert.ok(error <= tolerance * Math.max(1, twin), `${found}, expected ${twin}`);
}
