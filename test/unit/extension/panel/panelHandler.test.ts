import assert from 'node:assert/strict';
import { PanelHandler } from '../../../../src/extension/panel/panelHandler';
import type { RunEvent } from '../../../../src/protocol/events';
import type { ToPanel } from '../../../../src/protocol/panelMessages';
import { foldEvents, type RunView } from '../../../../src/protocol/runView';
import { FakePort, loaded } from './fakePort';
import { imaginedRun } from '../../../support/imaginedRun';
import { step } from '../../../support/exampleRun';

describe("the panel's handler", () => {
  let port: FakePort;
  let handler: PanelHandler;
  beforeEach(() => {
    port = new FakePort();
    handler = new PanelHandler(port, port.clock);
  });

  const messages = <Type extends ToPanel['type']>(type: Type) =>
    port.posted.filter((one): one is Extract<ToPanel, { type: Type }> => one.type === type);
  /** What the page has of the run, folded as the page does it. */
  const seen = (): RunView => {
    const at = port.posted.findLastIndex(({ type }) => type === 'snapshot');
    const snapshot = port.posted[at];
    assert.ok(snapshot?.type === 'snapshot' && snapshot.shown);
    const events = port.posted
      .slice(at)
      .flatMap((one): readonly RunEvent[] => (one.type === 'events' ? one.events : []));
    return foldEvents(snapshot.shown.view, events);
  };
  const live = (steps: number): RunView => {
    const view = imaginedRun({ story: 'overfitting', outcome: 'running' });
    return { ...view, steps: view.steps.slice(0, steps), epochs: [] };
  };

  it('says nothing before the page is ready, then all of the newest run', async () => {
    const run = port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.show(undefined);
    await port.settle();
    assert.deepEqual(port.posted, []);
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.equal(messages('snapshot').length, 1);
    assert.deepEqual(seen(), run.view);
    assert.deepEqual(messages('snapshot')[0]?.shown?.applicable, [
      'weight-decay-to-grip',
      'smaller-init',
    ]);
  });

  it('hands a long run over in parts and says how many events follow', async () => {
    const view = imaginedRun({ story: 'balanced', epochs: 50, stepsPerEpoch: 100, every: 1 });
    port.add(loaded('a', view));
    handler.receive({ type: 'ready' });
    await port.settle();
    const parts = messages('events').map(({ events }) => events.length);
    assert.ok(parts.length > 10 && Math.max(...parts) <= 400, parts.join());
    assert.equal(
      messages('snapshot')[0]?.following,
      parts.reduce((sum, length) => sum + length, 0),
    );
    assert.deepEqual(seen(), loaded('a', view).view);
  });

  it('stops handing over a run when another one is asked for', async () => {
    port.add(loaded('b', imaginedRun({ story: 'balanced' })));
    port.add(
      loaded('a', imaginedRun({ story: 'balanced', epochs: 50, stepsPerEpoch: 100, every: 1 })),
    );
    handler.receive({ type: 'ready' });
    await port.settle(3);
    handler.receive({ type: 'show', run: 'b' });
    await port.settle();
    const snapshot = messages('snapshot').at(-1);
    assert.equal(snapshot?.shown?.view.record.id, 'b');
    const later = port.posted.slice(port.posted.indexOf(snapshot as ToPanel));
    assert.ok(later.every((one) => one.type !== 'events' || one.run === 'b'));
    assert.ok(messages('events').filter(({ run }) => run === 'a').length < 12);
  });

  it('shows an empty list and then the first run by itself', async () => {
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.deepEqual(port.posted, [{ type: 'snapshot', runs: [] }]);
    port.add(loaded('a', live(3)));
    handler.changed({ kind: 'listed' });
    await port.settle();
    assert.equal(seen().steps.length, 3);
  });

  it('sends what a live run brings in batches, at most one in 100 ms', async () => {
    const run = port.add(loaded('a', live(2)));
    handler.receive({ type: 'ready' });
    await port.settle();
    const before = messages('events').length;
    for (let steps = 3; steps <= 40; steps++) {
      handler.changed({ kind: 'progressed', run: { ...run, view: live(steps) } });
      await port.pass(10);
    }
    await port.pass(200);
    const batches = messages('events').length - before;
    assert.ok(batches >= 3 && batches <= 6, `${batches} batches in 380 ms`);
    assert.deepEqual(seen(), loaded('a', live(40)).view);
  });

  it('is silent while the panel is hidden and begins anew when it is back', async () => {
    const run = port.add(loaded('a', live(2)));
    handler.receive({ type: 'ready' });
    await port.settle();
    handler.hidden();
    const told = port.posted.length;
    port.replace({ ...run, view: live(30) });
    handler.changed({ kind: 'progressed', run: { ...run, view: live(30) } });
    await port.pass(1000);
    assert.equal(port.posted.length, told);
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.deepEqual(seen(), live(30));
  });

  it('tells the end of a crashed run, which leaves no event', async () => {
    const run = port.add(loaded('a', live(5)));
    handler.receive({ type: 'ready' });
    await port.settle();
    const record = { ...run.view.record, outcome: 'crashed', reason: 'out of memory' } as const;
    const view = { ...live(8), record, outcome: 'crashed' } as const;
    handler.changed({ kind: 'ended', run: { ...run, view } });
    await port.settle();
    assert.equal(seen().steps.length, 8);
    assert.deepEqual(messages('ended'), [{ type: 'ended', run: 'a', record, outcome: 'crashed' }]);
  });

  it('compares a run with the one that it follows once it has ended', async () => {
    const before = port.add(loaded('before', imaginedRun({ story: 'overfitting' })));
    const view = live(5);
    const follows = { run: 'before', remedies: ['weight-decay-to-grip'] };
    const run = port.add(loaded('a', { ...view, record: { ...view.record, follows } }));
    handler.receive({ type: 'ready' });
    await port.settle();
    const shown = messages('snapshot')[0]?.shown;
    assert.deepEqual(shown?.before, { view: before.view, remedies: follows.remedies });
    assert.equal(shown?.comparison, undefined);
    handler.changed({ kind: 'ended', run: { ...run, view: { ...run.view, outcome: 'finished' } } });
    await port.settle();
    assert.equal(messages('ended')[0]?.comparison?.says, 'before beside a');
  });

  it('shows a run whose earlier run is gone', async () => {
    const view = imaginedRun({ story: 'balanced' });
    const follows = { run: 'deleted', remedies: [] };
    port.add(loaded('a', { ...view, record: { ...view.record, follows } }));
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.equal(messages('snapshot')[0]?.shown?.before, undefined);
    assert.deepEqual(messages('refused'), []);
  });

  it('applies a remedy and says at once that it fits no more', async () => {
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.receive({ type: 'ready' });
    await port.settle();
    handler.receive({ type: 'apply', run: 'a', remedy: 'weight-decay-to-grip' });
    await port.settle();
    assert.deepEqual(port.asked, ['apply a weight-decay-to-grip']);
    assert.deepEqual(messages('diagnosed')[0]?.applicable, ['smaller-init']);
    assert.deepEqual(messages('diagnosed')[0]?.applied, ['weight-decay-to-grip']);
  });

  it('follows edits of the config, and tells each state once', async () => {
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.receive({ type: 'ready' });
    await port.settle();
    port.config = port.config.replace('1e-4', '2e-4');
    handler.configEdited();
    handler.configEdited();
    await port.settle();
    assert.deepEqual(
      messages('diagnosed').map(({ applicable }) => applicable),
      [['smaller-init']],
    );
  });

  it('applies, starts the run that follows, and shows it', async () => {
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.receive({ type: 'ready' });
    await port.settle();
    handler.receive({ type: 'applyAndRerun', run: 'a', remedy: 'weight-decay-to-grip' });
    await port.settle();
    assert.deepEqual(port.asked, ['apply a weight-decay-to-grip', 'start a weight-decay-to-grip']);
    assert.equal(messages('snapshot').at(-1)?.shown?.view.record.id, 'started-1');
  });

  it('names all remedies of the finding as followed, since all of them are applied', async () => {
    const run = loaded('a', imaginedRun({ story: 'overfitting' }));
    const [first, second] = run.diagnosis.findings;
    assert.ok(first && second);
    const together = { ...first, remedies: [...first.remedies, ...second.remedies] };
    port.add({ ...run, diagnosis: { ...run.diagnosis, findings: [together] } });
    handler.receive({ type: 'ready' });
    await port.settle();
    handler.receive({ type: 'applyAndRerun', run: 'a', remedy: 'smaller-init' });
    await port.settle();
    assert.deepEqual(port.asked, [
      'apply a smaller-init',
      'start a weight-decay-to-grip smaller-init',
    ]);
  });

  it('starts nothing when the remedy could not be applied, and says why', async () => {
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.receive({ type: 'ready' });
    await port.settle();
    port.refusal = 'The config has another value now.';
    handler.receive({ type: 'applyAndRerun', run: 'a', remedy: 'weight-decay-to-grip' });
    await port.settle();
    assert.deepEqual(port.asked, []);
    assert.deepEqual(messages('refused'), [
      { type: 'refused', says: 'The config has another value now.' },
    ]);
  });

  it('says that nothing may be started, and when it may', async () => {
    port.isTrusted = false;
    handler.receive({ type: 'ready' });
    await port.settle();
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.changed({ kind: 'listed' });
    await port.settle();
    port.isTrusted = true;
    handler.trusted();
    await port.settle();
    assert.deepEqual(
      messages('snapshot').map(({ mayStart }) => mayStart),
      [false, false, undefined],
    );
  });

  it('refuses what it does not know: logged, not answered, nothing done', async () => {
    port.add(loaded('a', imaginedRun({ story: 'overfitting' })));
    handler.receive({ type: 'run', command: 'rm' });
    handler.receive('ready');
    await port.settle();
    assert.deepEqual(port.posted, []);
    assert.deepEqual(port.asked, []);
    assert.equal(port.logged.length, 2);
    assert.match(port.logged[0] ?? '', /refused.*rm/);
  });

  it('says that a run cannot be read, and keeps the list', async () => {
    port.add(loaded('a', imaginedRun({ story: 'balanced' })));
    handler.receive({ type: 'ready' });
    await port.settle();
    port.unreadable.add('a');
    handler.receive({ type: 'show', run: 'a' });
    handler.hidden();
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.match(messages('refused').at(-1)?.says ?? '', /a cannot be read/);
    assert.equal(messages('snapshot').at(-1)?.shown, undefined);
    assert.equal(messages('snapshot').at(-1)?.runs.length, 1);
  });

  it('takes the newest run when the remembered or the shown one is gone', async () => {
    port.add(loaded('a', imaginedRun({ story: 'balanced' })));
    handler.show('deleted long ago');
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.equal(messages('snapshot').at(-1)?.shown?.view.record.id, 'a');
    port.remove('a');
    port.add(loaded('b', imaginedRun({ story: 'balanced' })));
    handler.changed({ kind: 'listed' });
    await port.settle();
    assert.equal(messages('snapshot').at(-1)?.shown?.view.record.id, 'b');
  });

  it('finds the remembered run after a reload, when nothing is listed yet', async () => {
    port.unlisted = [
      loaded('remembered', imaginedRun({ story: 'balanced' })),
      loaded('newest', imaginedRun({ story: 'balanced' })),
    ];
    handler.show('remembered');
    handler.receive({ type: 'ready' });
    await port.settle();
    assert.deepEqual(
      messages('snapshot').map(({ shown }) => shown?.view.record.id),
      ['remembered'],
    );
    assert.deepEqual(messages('refused'), []);
  });

  it('stops the run that the page names, and no other', async () => {
    port.add(loaded('a', live(3)));
    handler.receive({ type: 'ready' });
    await port.settle();
    handler.receive({ type: 'stop', run: 'a' });
    await port.settle();
    assert.deepEqual(port.asked, ['stop a']);
  });

  it('keeps to the events of the shown run', async () => {
    port.add(loaded('b', live(2)));
    const run = port.add(loaded('a', live(2)));
    handler.receive({ type: 'show', run: 'b' });
    handler.receive({ type: 'ready' });
    await port.settle();
    const told = port.posted.length;
    const more = { ...live(2), steps: [...live(2).steps, step(99)] };
    handler.changed({ kind: 'progressed', run: { ...run, view: more } });
    await port.pass(500);
    assert.equal(port.posted.length, told);
  });
});
