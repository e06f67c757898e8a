import assert from 'node:assert/strict';
import type { TrialRow } from '../../src/protocol/sweepView';
import { bestRow } from '../../src/protocol/sweepView';
import { measuresOf } from '../../webview/sweep/figures/measures';
import { between, parameterScale, withRoom } from '../../webview/sweep/figures/scale';
import { fitThreshold, rangePicture, scanPictures } from '../../webview/sweep/figures/scanPictures';
import { shortPath, showValue } from '../../webview/sweep/showValue';
import { nothingYet, reduceSweep } from '../../webview/sweep/sweepState';
import { orderTrials } from '../../webview/sweep/trialOrder';
import {
  imaginedRange,
  imaginedScan,
  imaginedSweep,
  imaginedTrial,
  sweepChoiceOf,
} from '../support/imaginedSweep';

const shown = imaginedSweep();
const { trials } = shown;

describe('the state of the sweep view', () => {
  const connected = reduceSweep(nothingYet, {
    type: 'snapshot',
    choices: [sweepChoiceOf(shown)],
    shown,
  });

  it('takes changed and new rows, and leaves the others as they are', () => {
    const [first] = trials;
    assert.ok(first);
    const changed = { ...first, status: 'stopped' as const };
    const added = imaginedTrial(24, {}, 'running');
    const state = reduceSweep(connected, {
      type: 'changed',
      sweep: { ...shown.sweep, state: 'paused' },
      trials: [changed, added],
    });
    assert.ok(state.shown?.kind === 'sweep');
    assert.equal(state.shown.sweep.state, 'paused');
    assert.deepEqual([state.shown.trials[0], state.shown.trials[24]], [changed, added]);
    assert.equal(state.shown.trials[7], trials[7]);
    assert.equal(connected.shown, shown, 'the state before is another one now');
  });

  it('does not hear of other sweeps, and keeps a refusal until something else is shown', () => {
    const other = { ...shown.sweep, id: 'other' };
    assert.equal(reduceSweep(connected, { type: 'changed', sweep: other, trials: [] }), connected);
    const refused = reduceSweep(connected, { type: 'refused', says: 'No.' });
    const again = reduceSweep(refused, { type: 'snapshot', choices: [], shown });
    assert.equal(again.refusal, 'No.');
    const range = imaginedRange();
    const next = reduceSweep(refused, { type: 'snapshot', choices: [], shown: range });
    assert.equal(next.refusal, undefined);
    const grown = { ...range, done: 0.5 };
    assert.equal(reduceSweep(next, { type: 'measured', range: grown }).shown, grown);
  });
});

describe('the order of trials', () => {
  const order = (rows: readonly TrialRow[]) => rows.map(({ trial }) => trial);
  const byTrial = { key: 'trial', isDescending: false } as const;

  it('is by any column, with those that have nothing there last whichever way', () => {
    const none: TrialRow = { trial: 99, run: null, params: {}, status: 'crashed' };
    for (const isDescending of [false, true]) {
      const sorted = orderTrials([none, ...trials], { key: 'score', isDescending }, '');
      assert.equal(sorted.at(-1)?.trial, 99);
      const scores = sorted.slice(0, -1).map(({ result }) => result?.validationScore ?? NaN);
      const wanted = [...scores].sort((a, b) => (isDescending ? b - a : a - b));
      assert.deepEqual(scores, wanted);
    }
    const rates = orderTrials(
      trials,
      { key: 'param:optimizer.learning_rate', isDescending: false },
      '',
    );
    const values = rates.map(({ params }) => Number(params['optimizer.learning_rate']));
    assert.deepEqual(
      values,
      [...values].sort((a, b) => a - b),
    );
  });

  it('leaves out what lacks a word of the filter', () => {
    const pruned = orderTrials(trials, byTrial, 'PRUNED');
    assert.deepEqual(new Set(pruned.map(({ status }) => status)), new Set(['pruned']));
    assert.deepEqual(order(orderTrials(trials, byTrial, 'pruned trial 13')), [13]);
    const [first] = trials;
    const value = showValue(first?.params['optimizer.learning_rate']);
    assert.deepEqual(order(orderTrials(trials, byTrial, `learning_rate=${value}`)), [0]);
  });
});

describe('axes of figures', () => {
  it('put values where they lie, on log scales by their powers, and others nowhere', () => {
    const scale = between(1e-4, 1, 'log', 'power');
    assert.ok(Math.abs((scale.share(0.01) ?? NaN) - 0.5) < 1e-12);
    assert.deepEqual(
      [scale.share(0), scale.share(-1), scale.share('relu'), scale.share(NaN)],
      [...[undefined, undefined, undefined, undefined]],
    );
    assert.ok(scale.ticks.length >= 3);
    for (const { share } of scale.ticks) assert.ok(share >= -1e-9 && share <= 1 + 1e-9);
  });

  it('hold a range and what was tried outside of it before it was changed', () => {
    const scale = parameterScale({ kind: 'log', low: 0.1, high: 1 }, [0.01, 1]);
    assert.equal(scale.share(0.01), 0);
    const words = parameterScale({ kind: 'list', values: ['relu', 'tanh'] }, ['gelu']);
    assert.deepEqual([words.kind, words.ticks.length, words.share('tanh')], ['category', 3, 0.5]);
    const sizes = parameterScale({ kind: 'list', values: [16, 64, 1024] }, []);
    assert.equal(sizes.kind, 'log');
    assert.equal(parameterScale({ kind: 'list', values: [1, 2, 3] }, []).kind, 'linear');
  });

  it('move ticks and values alike where there is room at the ends', () => {
    const scale = withRoom(between(0, 1, 'linear', 'two'), 0.25, 0.25);
    assert.deepEqual([scale.share(0), scale.share(1)], [0.25, 0.75]);
    assert.equal(scale.ticks.find(({ text }) => text === '0.00')?.share, 0.25);
  });
});

describe('figures of scans', () => {
  it('mark where training samples are no longer all fitted', () => {
    const { trials: sizes } = imaginedScan('train_samples');
    const threshold = fitThreshold(sizes);
    assert.ok(threshold !== undefined && threshold > 128 && threshold < 256, String(threshold));
    assert.equal(fitThreshold(sizes.slice(0, 3)), undefined, 'all of them are');
    assert.equal(fitThreshold(sizes.slice(5)), undefined, 'none of them is');
    const [picture] = scanPictures('train_samples', sizes, undefined);
    assert.match(picture?.facts ?? '', /threshold near 181 samples/);
    assert.match(picture?.says ?? '', /^test 0\.\d+ at 16, .*; training /);
  });

  it('show score and OUI over weight decay, and the test error over the scale', () => {
    const decay = imaginedScan('weight_decay');
    const pictures = scanPictures('weight_decay', decay.trials, 1e-4);
    assert.deepEqual(
      pictures.map(({ title }) => title),
      ['Score over weight decay', 'OUI over weight decay'],
    );
    const table = pictures[1]?.table?.();
    assert.deepEqual(table?.columns, ['optimizer.weight_decay', 'OUI']);
    assert.equal(table?.rows.length, 6);
    const [scale] = scanPictures('init_scale', imaginedScan('init_scale').trials, 1);
    assert.match(scale?.says ?? '', /^test .* at 0\.1, /);
    assert.equal(scanPictures('init_scale', [], 1)[0]?.empty, 'No trial has finished yet.');
  });

  it('say what a range test suggests, or that it has nothing yet', () => {
    assert.match(rangePicture(imaginedRange()).says, /0\.05, is suggested, the config has 0\.01/);
    const { kind, run, name, outcome, done, own } = imaginedRange('running');
    const begun = { kind, run, name, outcome, done, own };
    const picture = rangePicture({ ...begun, points: [] });
    assert.match(picture.says, /nothing can be suggested yet/);
    assert.ok(picture.empty);
  });
});

describe('what trials are judged by', () => {
  it('is the score on what was held out, else on the training data; the best by its loss', () => {
    assert.deepEqual(
      measuresOf(trials)
        .slice(0, 2)
        .map(({ label }) => label),
      ['Validation accuracy', 'Validation loss'],
    );
    const bare = trials.map((row): TrialRow => {
      const { epochs = 0, trainLoss = 0, trainScore = 0 } = row.result ?? {};
      return { ...row, result: { epochs, trainLoss, trainScore, metrics: {} } };
    });
    assert.equal(measuresOf(bare)[0]?.label, 'Training R\u00b2');
    const best = bestRow(trials);
    const losses = trials.flatMap(({ status, result }) =>
      status === 'finished' ? [result?.validationLoss ?? NaN] : [],
    );
    assert.equal(best?.result?.validationLoss, Math.min(...losses));
    assert.equal(bestRow(trials.filter(({ status }) => status !== 'finished')), undefined);
  });

  it('has short names where these are enough', () => {
    const paths = ['optimizer.kind', 'model.kind', 'model.dropout'];
    assert.deepEqual(
      paths.map((path) => shortPath(path, paths)),
      ['optimizer.kind', 'model.kind', 'dropout'],
    );
    assert.equal(showValue([128, 64]), '128, 64');
  });
});
