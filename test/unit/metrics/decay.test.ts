import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decayHorizon } from '../../../src/metrics/decayHorizon';
import { decayRate } from '../../../src/metrics/decayRate';
import { totalShrink, weightDecayForShrink } from '../../../src/metrics/totalShrink';
import { assertClose, assertNotDefined, valueOf } from './numbers';

const withDecay = ['sgd', 'momentum', 'adamw', 'muon'] as const;
const anyDecay = fc.record({
  optimizer: fc.constantFrom(...withDecay),
  weightDecay: fc.double({ min: 1e-6, max: 1, noNaN: true }),
  momentum: fc.double({ min: 0, max: 0.95, noNaN: true }),
});

/** Weights left of 1 after steps with no gradient but weight decay, update rule by update rule. */
function idleWeight(
  optimizer: (typeof withDecay)[number],
  weightDecay: number,
  momentum: number,
  rates: readonly number[],
): number {
  let weight = 1;
  let velocity = 0;
  for (const rate of rates) {
    switch (optimizer) {
      case 'sgd':
        weight -= rate * weightDecay * weight;
        break;
      case 'momentum':
        velocity = momentum * velocity + weightDecay * weight;
        weight -= rate * velocity;
        break;
      case 'adamw':
      case 'muon':
        weight *= 1 - rate * weightDecay;
        break;
    }
  }
  return weight;
}

describe('totalShrink', () => {
  it('is what weight decay does to idle weights, for each update rule', () => {
    const steps = 20000;
    // Cosine to 0, as in most runs.
    const rates = Array.from(
      { length: steps },
      (_, t) => 0.01 * 0.5 * (1 + Math.cos((Math.PI * t) / steps)),
    );
    const learningRateSum = rates.reduce((sum, rate) => sum + rate, 0);
    assertClose(learningRateSum, 0.01 * (steps / 2), 1e-3);
    for (const optimizer of withDecay) {
      const weightDecay = optimizer === 'momentum' ? 1e-3 : 1e-2;
      const momentum = 0.9;
      const shrink = totalShrink({ optimizer, weightDecay, momentum, learningRateSum });
      const left = idleWeight(optimizer, weightDecay, momentum, rates);
      assertClose(shrink, -Math.log(left), 1e-2);
      assertClose(shrink, 1, 1e-3);
    }
  });

  it('is proportional to weight decay and to the sum of the learning rates', () => {
    fc.assert(
      fc.property(anyDecay, fc.double({ min: 0, max: 100, noNaN: true }), (settings, sum) => {
        const shrink = valueOf(totalShrink({ ...settings, learningRateSum: sum }));
        assert.ok(shrink >= 0);
        assertClose(totalShrink({ ...settings, learningRateSum: 3 * sum }), 3 * shrink);
        const tripled = { ...settings, weightDecay: 3 * settings.weightDecay };
        assertClose(totalShrink({ ...tripled, learningRateSum: sum }), 3 * shrink);
      }),
    );
  });

  it('reads the momentum of `momentum` only', () => {
    const settings = { weightDecay: 0.01, momentum: 0.9, learningRateSum: 10 };
    assertClose(totalShrink({ optimizer: 'momentum', ...settings }), 1);
    for (const optimizer of ['sgd', 'adamw', 'muon'] as const) {
      assertClose(totalShrink({ optimizer, ...settings }), 0.1);
      assertClose(totalShrink({ optimizer, ...settings, momentum: NaN }), 0.1);
    }
  });

  it('is 0 without weight decay, and not defined for adam at any', () => {
    for (const optimizer of withDecay) {
      const settings = { optimizer, weightDecay: 0, momentum: 0.9, learningRateSum: 10 };
      assert.equal(totalShrink(settings), 0);
    }
    for (const weightDecay of [0, 0.1]) {
      const settings = {
        optimizer: 'adam',
        weightDecay,
        momentum: 0.9,
        learningRateSum: 1,
      } as const;
      assertNotDefined(totalShrink(settings), 'not_applicable');
      assert.match(JSON.stringify(totalShrink(settings)), /adamw/);
    }
  });

  it('has an inverse', () => {
    fc.assert(
      fc.property(anyDecay, fc.double({ min: 0.01, max: 10, noNaN: true }), (settings, shrink) => {
        const known = { ...settings, learningRateSum: 7, shrink };
        const weightDecay = valueOf(weightDecayForShrink(known));
        assertClose(totalShrink({ ...known, weightDecay }), shrink);
      }),
    );
    const none = { optimizer: 'sgd', momentum: 0, shrink: 1, learningRateSum: 0 } as const;
    assertNotDefined(weightDecayForShrink(none), 'zero_denominator');
    const adam = { ...none, optimizer: 'adam', learningRateSum: 1 } as const;
    assertNotDefined(weightDecayForShrink(adam), 'not_applicable');
  });

  it('is not defined for what is not finite and refuses what cannot be', () => {
    const settings = { optimizer: 'momentum', weightDecay: 0.1, momentum: 0.9 } as const;
    assertNotDefined(totalShrink({ ...settings, learningRateSum: NaN }), 'not_finite');
    assertNotDefined(totalShrink({ ...settings, learningRateSum: Infinity }), 'not_finite');
    assertNotDefined(decayRate({ ...settings, weightDecay: NaN }), 'not_finite');
    assertNotDefined(decayRate({ ...settings, momentum: NaN }), 'not_finite');
    assert.throws(() => totalShrink({ ...settings, learningRateSum: -1 }), /-1/);
    assert.throws(() => decayRate({ ...settings, weightDecay: -0.1 }), /-0\.1/);
    assert.throws(() => decayRate({ ...settings, momentum: 1 }), /momentum of 1/);
    const unknown = { ...settings, optimizer: 'lion' as 'sgd' };
    assert.throws(() => decayRate(unknown), /"lion"/);
  });
});

describe('decayHorizon', () => {
  it('has the value of the formula', () => {
    const settings = {
      optimizer: 'adamw',
      weightDecay: 0.1,
      momentum: 0.9,
      learningRate: 1e-3,
      stepsPerEpoch: 100,
    } as const;
    // 1 / (1e-3 * 0.1) = 10 000 steps.
    assertClose(decayHorizon(settings), 100);
    assertClose(decayHorizon({ ...settings, optimizer: 'momentum' }), 10);
  });

  it('is the number of epochs that shrink by e at a constant learning rate', () => {
    fc.assert(
      fc.property(
        anyDecay,
        fc.double({ min: 1e-4, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 1000 }),
        (settings, learningRate, stepsPerEpoch) => {
          const epochs = valueOf(decayHorizon({ ...settings, learningRate, stepsPerEpoch }));
          const learningRateSum = learningRate * stepsPerEpoch * epochs;
          assertClose(totalShrink({ ...settings, learningRateSum }), 1);
        },
      ),
    );
  });

  it('is not defined without decay, without learning rate, for adam, and for NaN', () => {
    const settings = {
      optimizer: 'adamw',
      weightDecay: 0.1,
      momentum: 0.9,
      learningRate: 1e-3,
      stepsPerEpoch: 10,
    } as const;
    assertNotDefined(decayHorizon({ ...settings, weightDecay: 0 }), 'not_applicable');
    assertNotDefined(decayHorizon({ ...settings, optimizer: 'adam' }), 'not_applicable');
    assertNotDefined(decayHorizon({ ...settings, learningRate: 0 }), 'zero_denominator');
    assertNotDefined(decayHorizon({ ...settings, learningRate: NaN }), 'not_finite');
    assertNotDefined(decayHorizon({ ...settings, stepsPerEpoch: NaN }), 'not_finite');
    assert.throws(() => decayHorizon({ ...settings, stepsPerEpoch: 0 }), /0 steps/);
    assert.throws(() => decayHorizon({ ...settings, learningRate: -1 }), /-1/);
  });
});
