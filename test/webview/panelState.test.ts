import assert from 'node:assert/strict';
import fc from 'fast-check';
import { toWire, fromWire } from '../../src/protocol/wire';
import { foldEvents } from '../../src/protocol/runView';
import { runCharts } from '../../webview/charts/runCharts';
import { fromHost } from '../../webview/panel/fromHost';
import { dismissed, nothingYet, reduce, type PanelState } from '../../webview/panel/panelState';
import { progressFacts, shareDone } from '../../webview/panel/progress';
import { choiceText } from '../../webview/panel/runBar';
import { imaginedDiagnosis } from '../support/imaginedDiagnosis';
import { imaginedRun } from '../support/imaginedRun';
import { choiceOf, imaginedShown, imaginedSnapshot } from '../support/panelMessages';

const shown = imaginedShown({ story: 'overfitting', outcome: 'running' });
const run = shown.view.record.id;

describe("the panel's state", () => {
  it('is nothing until a snapshot comes', () => {
    assert.equal(nothingYet.isConnected, false);
    const state = reduce(nothingYet, { type: 'snapshot', runs: [] });
    assert.deepEqual(state, { isConnected: true, runs: [], awaited: 0, mayStart: true });
  });

  it('awaits the events of a snapshot that comes in parts, however they are cut', () => {
    const { steps, epochs } = shown.view;
    const events = [...epochs, ...steps];
    fc.assert(
      fc.property(fc.integer({ min: 1, max: events.length }), (size) => {
        const opening = { ...shown, view: { ...shown.view, steps: [], epochs: [] } };
        const first = { ...imaginedSnapshot(opening), following: events.length } as const;
        let state: PanelState = reduce(nothingYet, first);
        for (let i = 0; i < events.length; i += size) {
          assert.ok(state.awaited > 0);
          state = reduce(state, { type: 'events', run, events: events.slice(i, i + size) });
        }
        assert.equal(state.awaited, 0);
        assert.deepEqual(state.shown?.view, shown.view);
      }),
      { numRuns: 30 },
    );
  });

  it('does not listen to messages about another run', () => {
    const state = reduce(nothingYet, imaginedSnapshot(shown));
    const { diagnosis } = shown;
    const record = shown.view.record;
    for (const message of [
      { type: 'events', run: 'other', events: shown.view.steps },
      { type: 'diagnosed', run: 'other', diagnosis, applicable: [] },
      { type: 'ended', run: 'other', record, outcome: 'crashed' },
    ] as const)
      assert.equal(reduce(state, message), state);
  });

  it('takes another diagnosis and the end of the run', () => {
    let state = reduce(nothingYet, imaginedSnapshot(shown));
    const diagnosis = imaginedDiagnosis('balanced');
    state = reduce(state, { type: 'diagnosed', run, diagnosis, applicable: [], applied: ['a'] });
    assert.equal(state.shown?.diagnosis.verdict, 'balanced');
    assert.deepEqual(state.shown?.applied, ['a']);
    const record = { ...shown.view.record, outcome: 'crashed', reason: 'killed' } as const;
    state = reduce(state, { type: 'ended', run, record, outcome: 'crashed' });
    assert.equal(state.shown?.view.outcome, 'crashed');
    assert.equal(state.shown?.view.record.reason, 'killed');
  });

  it('keeps a refusal until it is dismissed or another run comes', () => {
    let state = reduce(nothingYet, imaginedSnapshot(shown));
    state = reduce(state, { type: 'refused', says: 'no' });
    assert.equal(reduce(state, imaginedSnapshot(shown)).refusal, 'no');
    assert.equal(dismissed(state).refusal, undefined);
    const { view } = shown;
    const other = { ...shown, view: { ...view, record: { ...view.record, id: 'b' } } };
    assert.equal(reduce(state, imaginedSnapshot(other)).refusal, undefined);
  });
});

describe('messages of the host', () => {
  it('are read as fromWire reads them, numbers that JSON has no word for among them', () => {
    const message = imaginedSnapshot(imaginedShown({ story: 'diverging', name: 'NaN' }));
    const text = toWire(message);
    assert.match(text, /"NaN"/);
    assert.deepEqual(fromHost(text), fromWire(text));
    assert.deepEqual(fromHost(text), message);
  });
});

describe('charts of a run that grows', () => {
  it('are the same as those of the whole run at once', () => {
    const whole = imaginedRun({ story: 'overfitting' });
    let view = { ...whole, steps: whole.steps.slice(0, 1), epochs: whole.epochs.slice(0, 1) };
    runCharts(view);
    for (let i = 1; i < whole.steps.length; i += 7) {
      view = foldEvents(view, whole.steps.slice(i, i + 7)) as typeof view;
      if (i % 3 === 1) runCharts(view);
    }
    view = foldEvents(view, whole.epochs.slice(1)) as typeof view;
    // Copies: what was made of the events before is not known for them.
    const fresh = structuredClone(whole);
    assert.deepEqual(runCharts(view), runCharts(fresh));
  });

  it('are not mixed up when a run is read anew and has less', () => {
    const whole = imaginedRun({ story: 'balanced' });
    runCharts(whole);
    const less = { ...whole, steps: whole.steps.slice(0, 10) };
    assert.deepEqual(runCharts(less), runCharts(structuredClone(less)));
  });
});

describe('the progress of a run in words', () => {
  const whole = imaginedRun({ story: 'overfitting', outcome: 'running' });
  const at = (second: number): string =>
    new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
  const half = {
    ...whole,
    ...(whole.started && { started: { ...whole.started, at: at(0) } }),
    steps: whole.steps.slice(0, 47).map((step, i) => ({ ...step, at: at(i) })),
    epochs: whole.epochs.slice(0, 11).map((epoch) => ({ ...epoch, monitoringShare: 0.021 })),
  };

  it('says epoch, share, what is left and what observing costs', () => {
    assert.equal(shareDone(half), 0.5);
    assert.deepEqual(
      progressFacts(half).map((fact) => fact.replaceAll('\u202f', ' ')),
      ['epoch 10 of 20', '50 %', 'about 46 s left', 'observing takes 2.1 % of the time'],
    );
  });

  it('says how a run ended and why', () => {
    const [first] = progressFacts(imaginedRun({ story: 'diverging' }));
    assert.equal(first, 'diverged at epoch 8 of 20: the loss became NaN at step 184');
    assert.equal(progressFacts(imaginedRun({ story: 'balanced' }))[0], 'finished');
  });

  it('says that a run without events starts', () => {
    const { record } = whole;
    const bare = { record, steps: [], epochs: [], adjustments: [], outcome: 'running' } as const;
    assert.deepEqual(progressFacts(bare), ['starting']);
    assert.equal(shareDone(bare), 0);
  });
});

describe('a run in the chooser', () => {
  const view = imaginedRun({ story: 'overfitting' });
  const now = new Date(2026, 2, 2, 23);

  it('has its name, verdict and time, with the day where it is another one', () => {
    const started = new Date(2026, 2, 2, 10, 42).toISOString();
    const choice = choiceOf(view, { verdict: 'over_aligned', started });
    assert.equal(choiceText(choice, now), 'digits baseline \u00b7 over-aligned \u00b7 10:42');
    const tomorrow = new Date(2026, 2, 3, 1);
    assert.match(choiceText(choice, tomorrow), /\u00b7 2026-03-02 10:42$/);
  });

  it('has its outcome while there is no verdict', () => {
    assert.match(choiceText(choiceOf(view, { outcome: 'running' }), now), /\u00b7 running \u00b7/);
    assert.match(choiceText(choiceOf(view, { outcome: 'crashed' }), now), /\u00b7 crashed \u00b7/);
  });
});
