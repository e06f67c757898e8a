import assert from 'node:assert/strict';
import { SweepHandler } from '../../../../src/extension/panel/sweep/sweepHandler';
import { parseFromSweep } from '../../../../src/extension/panel/sweep/parseFromSweep';
import { systemClock } from '../../../../src/extension/runs/clock';
import type { LoadedSweep } from '../../../../src/extension/sweeps/sweepLibrary';
import { SweepShelf } from '../../../../src/extension/sweeps/sweepShelf';
import { FakeSweepPort } from '../../../support/fakeSweepPort';
import { writeSweep } from '../../../support/sweepOnDisk';
import { removeTemporaryFolders, temporaryFolder } from '../../../support/temporaryFolder';
import { waitFor } from '../../../support/waitFor';

describe('the handler of the sweep view', () => {
  after(removeTemporaryFolders);

  async function opened(count = 6) {
    const out = temporaryFolder();
    writeSweep(out, count);
    const shelf = new SweepShelf({ changed() {}, noticed: assert.fail }, systemClock);
    shelf.look([out]);
    const port = new FakeSweepPort();
    port.sweeps.push(...shelf.list());
    const handler = new SweepHandler(port, systemClock);
    handler.receive({ type: 'ready' });
    await waitFor('a snapshot', () => port.posted.length > 0);
    return { port, handler };
  }

  it('sends nothing before the page is ready, then everything, with few metrics and digits', async () => {
    const { port } = await opened();
    const [first] = port.posted;
    assert.ok(first?.type === 'snapshot' && first.shown?.kind === 'sweep');
    const { sweep, trials } = first.shown;
    assert.deepEqual([sweep.id, sweep.planned], ['a-sweep', 12]);
    assert.equal(trials.length, 6);
    assert.deepEqual(Object.keys(trials[0]?.result?.metrics ?? {}).sort(), [
      'oui',
      'weight_norm_ratio',
    ]);
    assert.ok(String(trials[0]?.result?.metrics['oui']).length <= 7);
    assert.equal('mayStart' in first, false);
  });

  it('then sends only the rows that changed', async () => {
    const { port, handler } = await opened();
    const [sweep] = port.sweeps;
    assert.ok(sweep);
    const trials = sweep.view.trials.map((row, i) =>
      i === 4 ? { ...row, status: 'stopped' as const } : row,
    );
    const changed: LoadedSweep = { ...sweep, view: { ...sweep.view, trials } };
    port.sweeps[0] = changed;
    handler.changed({ kind: 'progressed', sweep: changed });
    const message = await waitFor('a change', () => port.posted[1]);
    assert.ok(message.type === 'changed');
    assert.deepEqual(
      message.trials.map(({ trial, status }) => [trial, status]),
      [[4, 'stopped']],
    );
  });

  it('hands every request on, and answers what cannot be done', async () => {
    const { port, handler } = await opened();
    const sweep = 'a-sweep';
    const requests = [
      { type: 'pause', sweep },
      { type: 'stop', sweep, trial: 2 },
      { type: 'goOn', sweep },
      { type: 'resume', sweep },
      { type: 'extend', sweep },
      { type: 'apply', sweep, trial: 1 },
      { type: 'exportCsv', sweep },
      { type: 'openRun', run: 'run-1' },
      { type: 'openConfig', id: sweep },
    ];
    for (const request of requests) handler.receive(request);
    await waitFor('all of them', () => port.asked.length === requests.length);
    assert.deepEqual(port.asked, [
      'pause a-sweep',
      'stop a-sweep 2',
      'go_on a-sweep',
      'resume a-sweep',
      'extend a-sweep',
      'apply a-sweep 1',
      'exportCsv a-sweep',
      'openRun run-1',
      'openConfig /digits.fit.yaml',
    ]);
    handler.receive({ type: 'openConfig', id: 'gone' });
    const refused = await waitFor('the answer', () =>
      port.posted.find((message) => message.type === 'refused'),
    );
    assert.ok(refused.type === 'refused');
    assert.match(refused.says, /no sweep "gone"/);
    handler.receive({ type: 'stop', sweep, trial: -1 });
    handler.receive('nonsense');
    assert.equal(port.logged.length, 3);
  });

  it('says nothing to a hidden page, and shows another sweep than the one that was deleted', async () => {
    const { port, handler } = await opened();
    const told = port.posted.length;
    handler.hidden();
    handler.changed({ kind: 'listed' });
    assert.equal(port.posted.length, told);
    handler.receive({ type: 'ready' });
    await waitFor('a snapshot', () => port.posted.length > told);
    port.sweeps.length = 0;
    handler.changed({ kind: 'listed' });
    await waitFor('an empty one', () => {
      const last = port.posted.at(-1);
      return last?.type === 'snapshot' && last.shown === undefined;
    });
  });
});

describe('messages of the sweep view', () => {
  it('are taken only as they are known', () => {
    assert.deepEqual(parseFromSweep({ type: 'ready' }), { type: 'ready' });
    for (const wrong of [
      { type: 'apply', sweep: 'a' },
      { type: 'apply', sweep: 'a', trial: 1.5 },
      { type: 'show', id: '' },
      { type: 'show', id: 'x'.repeat(400) },
      { type: 'openRun', run: 'a', more: 1 },
      null,
    ])
      assert.ok('unknown' in parseFromSweep(wrong), JSON.stringify(wrong));
  });
});
