import assert from 'node:assert/strict';
import { diagnose } from '../../../src/diagnosis/diagnose';
import type { Diagnosis } from '../../../src/protocol/finding';
import { falling, handMadeRun, healthyMetrics, type RunSketch } from './handMadeRun';

/** Runs that look like an ailment which they do not have (theory dossier 1.5 iv and 3.3). */
describe('traps', () => {
  const momentum = { kind: 'momentum', learning_rate: 0.05, weight_decay: 0 } as const;

  it('lr 0.2 without weight decay: OUI 0.65 in the published band, yet over-fitted', () => {
    const diagnosis = ask({
      settings: { optimizer: { ...momentum, learning_rate: 0.2 }, dataset: { label_noise: 0.1 } },
      classes: 5,
      train: falling(0.01),
      validation: (epoch) => 0.6 + 0.02 * epoch,
      trainScore: () => 1,
      validationScore: () => 0.73,
      metrics: () => ({ ...healthyMetrics, oui: 0.65, oui_relative: 0.76, total_shrink: 0 }),
    });
    assert.equal(diagnosis.verdict, 'overfitting');
    assert.ok(decayChanges(diagnosis).every(({ from, to }) => to > from));
  });

  it('init x3 without weight decay: OUI 0.51 and 69 % constant units, yet over-fitted', () => {
    const diagnosis = ask({
      settings: {
        optimizer: momentum,
        model: { init: { scheme: 'he_normal', scale: 3 } },
      },
      classes: 5,
      train: (epoch) => (epoch === 0 ? 12 : 0.02),
      validation: () => 1.2,
      trainScore: () => 1,
      validationScore: () => 0.66,
      metrics: () => ({
        ...healthyMetrics,
        oui: 0.51,
        oui_relative: 0.6,
        weight_change: 0.1,
        total_shrink: 0,
      }),
      layers: () => ({ hidden1: { dead_units: 0.69 } }),
    });
    assert.ok(decayChanges(diagnosis).every(({ from, to }) => to > from));
    assert.notEqual(diagnosis.verdict, 'underfitting');
    assert.deepEqual(changes(diagnosis), ['model.init.scale 1']);
  });

  it('a regression that stops at the noise of its targets is not under-fitted', () => {
    for (const movement of [0.05, 30]) {
      const diagnosis = ask({
        settings: { loss: 'mse', optimizer: { ...momentum, kind: 'sgd', learning_rate: 0.1 } },
        classes: undefined,
        train: (epoch) => 0.24 + 1.0 * Math.exp(-epoch),
        validation: (epoch) => 0.255 + 1.0 * Math.exp(-epoch),
        trainScore: () => 0.8,
        metrics: () => ({
          ...healthyMetrics,
          weight_change: 200,
          weight_movement: movement,
          total_shrink: 0,
        }),
      });
      assert.notEqual(diagnosis.verdict, 'underfitting');
      assert.deepEqual(changes(diagnosis), []);
      assert.ok(diagnosis.explanations?.some(({ says }) => /noise of the targets/.test(says)));
    }
  });

  it('OUI alone, wherever it stands, never changes weight decay', () => {
    for (const relative of [0.02, 0.3, 0.5, 0.7, 0.9, 1, 1.3])
      for (const decay of [0, 1e-4, 1]) {
        const diagnosis = ask({
          settings: { optimizer: { weight_decay: decay } },
          metrics: () => ({ ...healthyMetrics, oui: 0.8 * relative, oui_relative: relative }),
        });
        assert.deepEqual(decayChanges(diagnosis), []);
      }
  });

  it('an accuracy gap of 0.1 early, with the losses close, asks for nothing', () => {
    const sketch = { done: 2, trainScore: () => 0.95, validationScore: () => 0.8, metrics: loose };
    assert.deepEqual(changes(ask(sketch)), []);
  });

  it('training data known by heart ask for nothing while validation follows', () => {
    const sketch = {
      train: falling(0.001),
      validation: falling(0.05),
      trainScore: () => 1,
      metrics: loose,
    };
    assert.deepEqual(changes(ask(sketch)), []);
  });

  it('slow is not enough to raise the learning rate', () => {
    const slow = (epoch: number) => 1 - 0.01 * epoch;
    const sketch = {
      train: slow,
      validation: slow,
      metrics: () => ({ ...healthyMetrics, weight_movement: 0.4 }),
    };
    assert.deepEqual(changes(ask(sketch)), []);
  });

  it('no grip is not enough to raise weight decay', () => {
    assert.deepEqual(changes(ask({ metrics: loose })), []);
  });

  it('a good config gets no problem', () => {
    const diagnosis = ask({});
    assert.equal(diagnosis.verdict, 'balanced');
    assert.deepEqual(diagnosis.findings, []);
  });
});

const loose = () => ({ ...healthyMetrics, total_shrink: 0.001 });

function ask(sketch: RunSketch): Diagnosis {
  return diagnose(handMadeRun(sketch));
}

function changes({ findings }: Diagnosis): readonly string[] {
  return findings.flatMap(({ remedies }) =>
    remedies.map(({ change }) => `${change.path} ${change.to}`),
  );
}

function decayChanges({ findings }: Diagnosis) {
  return findings
    .flatMap(({ remedies }) => remedies.map(({ change }) => change))
    .filter(({ path }) => path === 'optimizer.weight_decay');
}
