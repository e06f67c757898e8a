import assert from 'node:assert/strict';
import { outstandingLayer } from '../../../src/metrics/outstandingLayer';

describe('outstandingLayer', () => {
  it('names the worst layer where one is beyond the limit of the metric', () => {
    const dead = outstandingLayer('dead_units', { hidden1: 0.02, hidden2: 0.6, hidden3: 0.4 });
    assert.deepEqual(dead, {
      layer: 'hidden2',
      value: 0.6,
      beyond: ['hidden2', 'hidden3'],
      others: [0.02, 0.4],
    });
    const oui = outstandingLayer('oui_relative', { hidden1: 0.9, hidden2: 0.3 });
    assert.equal(oui?.layer, 'hidden2');
  });

  it('names the one that is ten times off the others, up or down', () => {
    const norms = { a: 1, b: 1.5, c: 0.01 };
    assert.equal(outstandingLayer('gradient_norm', norms)?.layer, 'c');
    assert.equal(outstandingLayer('gradient_norm', { ...norms, c: 40 })?.layer, 'c');
  });

  it('is silent where nothing stands out, values lack, or a bad value is not known', () => {
    assert.equal(outstandingLayer('dead_units', { hidden1: 0.3, hidden2: 0.1 }), undefined);
    assert.equal(outstandingLayer('gradient_norm', { a: 1, c: 1e-3 }), undefined);
    assert.equal(outstandingLayer('gradient_norm', { a: 0, b: 0, c: 0 }), undefined);
    assert.equal(outstandingLayer('dead_units', {}), undefined);
    assert.equal(outstandingLayer('dead_units', { a: NaN }), undefined);
    assert.equal(outstandingLayer('oui', { a: 0, b: 1, c: 1 }), undefined);
  });

  it('is blind to the order of layers', () => {
    const layers = { a: 0.4, b: 0.9, c: 0.1 };
    const turned = Object.fromEntries(Object.entries(layers).reverse());
    assert.equal(outstandingLayer('saturated_units', layers)?.layer, 'b');
    assert.equal(outstandingLayer('saturated_units', turned)?.layer, 'b');
  });
});
