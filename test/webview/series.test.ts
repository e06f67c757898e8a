import assert from 'node:assert/strict';
import { logTicks } from '../../webview/charts/logTicks';
import { byLayer } from '../../webview/series/byLayer';
import { lossSeries } from '../../webview/series/loss';
import { layersWithout, whyNoValues } from '../../webview/series/missing';
import { ofRun } from '../../webview/series/ofRun';
import { scoreSeries } from '../../webview/series/score';
import { brokeOffAt, firstFinite, lastEpoch, lastFinite } from '../../webview/series/series';
import { tableRows } from '../../webview/series/tableRows';
import { imaginedRun } from '../support/imaginedRun';

describe('series of a run', () => {
  const view = imaginedRun({ story: 'overfitting' });

  it('have a point for each observation, in epochs', () => {
    const oui = ofRun(view, 'oui', { label: 'mean', role: 'main' });
    assert.ok(oui);
    assert.equal(oui.x.length, view.steps.length);
    assert.equal(oui.x.at(-1), 20);
    assert.equal(oui.y[3], view.steps[3]?.metrics['oui']);
  });

  it('are left out for a metric that was never observed', () => {
    assert.equal(ofRun(view, 'sharpness_ratio', { label: '', role: 'main' }), undefined);
  });

  it('stand for the layers that have the metric, in the order of the network', () => {
    assert.deepEqual(
      byLayer(view, 'oui').map((one) => one.label),
      ['hidden1', 'hidden2'],
    );
    assert.deepEqual(
      byLayer(view, 'update_ratio').map((one) => one.label),
      ['hidden1', 'hidden2', 'output'],
    );
  });

  it('take the loss and score evaluated after the epoch where there is one', () => {
    const epochs = view.epochs.map((epoch) => ({
      ...epoch,
      metrics: { train_loss: 7, train_score: 0.7 },
    }));
    const evaluated = { ...view, epochs };
    assert.equal(lossSeries(evaluated).find((one) => one.id === 'train')?.y[2], 7);
    assert.equal(scoreSeries(evaluated).find((one) => one.id === 'train')?.y[2], 0.7);
    assert.equal(
      lossSeries(view).find((one) => one.id === 'train')?.y[2],
      view.epochs[2]?.trainLoss,
    );
  });

  it('have no validation line without validation data', () => {
    const alone = imaginedRun({ story: 'balanced', validation: false });
    assert.deepEqual(
      scoreSeries(alone).map((one) => one.id),
      ['train'],
    );
  });

  it('know their ends though they break off', () => {
    const broken = {
      id: 'a',
      label: 'a',
      role: 'main',
      x: [0, 1, 2, 3],
      y: [NaN, 5, 6, NaN],
    } as const;
    assert.equal(firstFinite(broken.y), 5);
    assert.equal(lastFinite(broken.y), 6);
    assert.equal(lastEpoch([broken]), 2);
    assert.equal(brokeOffAt(broken), 3);
    assert.equal(brokeOffAt({ ...broken, y: [1, 2, NaN, 4] }), undefined);
  });
});

describe('what a run does not have', () => {
  const tanh = imaginedRun({ story: 'tanh' });

  it('is explained in the words of the trainer', () => {
    assert.equal(whyNoValues(tanh, 'oui'), 'tanh has no on/off bits.');
    assert.deepEqual(layersWithout(imaginedRun({ story: 'balanced' }), 'oui'), [
      { label: 'output', reason: 'the output layer has no activation.' },
    ]);
  });

  it('is explained by the preset, or by there being nothing yet', () => {
    assert.match(whyNoValues(tanh, 'sharpness_ratio') ?? '', /preset standard/);
    const early = { ...tanh, steps: [], outcome: 'running' } as const;
    assert.match(whyNoValues(early, 'sharpness_ratio') ?? '', /has arrived yet/);
  });

  it('is nothing for a metric with values', () => {
    assert.equal(whyNoValues(tanh, 'neuron_alignment'), undefined);
  });
});

describe('rows of a chart table', () => {
  const train = { id: 't', label: 't', role: 'main', x: [0, 1, 2], y: [9, 8, 7] } as const;
  const validation = { id: 'v', label: 'v', role: 'main', x: [1, 2, 3], y: [6, NaN, 4] } as const;
  const batch = { id: 'b', label: 'b', role: 'background', x: [0, 0.5, 1], y: [1, 2, 3] } as const;

  it('hold every epoch of the leading series and leave out what was not observed', () => {
    assert.deepEqual(tableRows([train, validation, batch], 100), {
      rows: [
        [0, 9, undefined, 1],
        [1, 8, 6, 3],
        [2, 7, NaN, undefined],
        [3, undefined, 4, undefined],
      ],
      total: 4,
    });
  });

  it('come from the background alone where there is nothing else', () => {
    assert.equal(tableRows([batch], 100).rows.length, 3);
  });

  it('are thinned evenly, with the first and the last', () => {
    const x = Array.from({ length: 5000 }, (_, i) => i);
    const { rows, total } = tableRows([{ ...train, x, y: x }], 400);
    assert.equal(total, 5000);
    assert.equal(rows.length, 400);
    assert.deepEqual(rows[0], [0, 0]);
    assert.deepEqual(rows.at(-1), [4999, 4999]);
  });
});

describe('marks on a log axis', () => {
  it('are 1, 2 and 5 over one decade and powers of ten over more', () => {
    assert.deepEqual(logTicks(0.05, 2.5), [0.05, 0.1, 0.2, 0.5, 1, 2]);
    assert.deepEqual(logTicks(4e-4, 3), [1e-3, 1e-2, 1e-1, 1]);
  });

  it('are few over many decades and none where no log axis is possible', () => {
    assert.ok(logTicks(1e-30, 1e3).length <= 7);
    assert.deepEqual(logTicks(0, 1), []);
    assert.deepEqual(logTicks(NaN, NaN), []);
  });
});
