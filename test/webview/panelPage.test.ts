import assert from 'node:assert/strict';
import type { Comparison } from '../../src/protocol/comparison';
import type { FromPanel, ToPanel } from '../../src/protocol/panelMessages';
import type { Memory } from '../../webview/panel/hostApi';
import { emptyPage } from '../support/emptyPage';
import { imaginedDiagnosis } from '../support/imaginedDiagnosis';
import { imaginedRun } from '../support/imaginedRun';
import { imaginedShown, imaginedSnapshot } from '../support/panelMessages';

const hostile = '<img src=x onerror="alert(1)"><a href="command:evil">[x](command:evil)</a>';

describe('the panel', () => {
  let close: () => Promise<void>;
  let destroy: () => void;
  let sent: FromPanel[];
  let memory: Memory;
  beforeEach(() => {
    close = emptyPage();
    sent = [];
    memory = {};
  });
  afterEach(async () => {
    destroy();
    await close();
  });

  async function open(...messages: readonly ToPanel[]) {
    const { panelPage } = await import('../../webview/panel/panelPage');
    const page = panelPage({
      send: (message) => sent.push(message),
      remembered: memory,
      remember: (more) => (memory = { ...memory, ...more }),
    });
    destroy = () => page.destroy();
    document.body.append(page.element);
    const receive = async (message: ToPanel): Promise<void> => {
      page.receive(message);
      await frame();
    };
    for (const message of messages) await receive(message);
    return { page: page.element, receive };
  }

  const text = (page: HTMLElement, selector: string): string =>
    (page.querySelector(selector)?.textContent ?? '').replaceAll('\u202f', ' ');
  const isShown = (page: HTMLElement, selector: string): boolean => {
    for (let one = page.querySelector(selector); one; one = one.parentElement)
      if (one.hasAttribute('hidden')) return false;
    return page.querySelector(selector) !== null;
  };
  const buttons = (page: HTMLElement): readonly HTMLElement[] =>
    [...page.querySelectorAll<HTMLElement>('vscode-button')].filter((one) => {
      for (let up: Element | null = one; up; up = up.parentElement)
        if (up.hasAttribute('hidden')) return false;
      return true;
    });
  const press = (page: HTMLElement, name: string): void => {
    const found = buttons(page).find((one) => one.textContent === name);
    assert.ok(found, `no button ${name} among ${buttons(page).map((one) => one.textContent)}`);
    found.click();
  };

  it('says what to do while there is no run', async () => {
    const { page } = await open({ type: 'snapshot', runs: [] });
    assert.equal(text(page, '.empty-state'), 'No run yetOpen a config and choose Diagnose.');
    assert.ok(!isShown(page, '.run-bar'));
    assert.ok(!isShown(page, '.summary'));
  });

  it('shows verdict, key figures, findings and remembers the run', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page } = await open(imaginedSnapshot(shown));
    assert.ok(!isShown(page, '.empty-state'));
    assert.equal(text(page, '.verdict h2'), 'Overfitting');
    assert.match(text(page, '.key-figures'), /Validation accuracy76 %/);
    assert.equal(page.querySelectorAll('.finding').length, 2);
    assert.match(text(page, '.progress-facts'), /^Finished · 12.4 s · observing took 1.8 %/);
    assert.deepEqual(memory.run, shown.view.record.id);
  });

  it('offers Stop while the run goes on, and Run Again when it is over', async () => {
    const live = imaginedShown({ story: 'overfitting', outcome: 'running' });
    const { page, receive } = await open(imaginedSnapshot(live));
    const run = live.view.record.id;
    assert.match(text(page, '.verdict h2'), /so far/);
    press(page, 'Stop');
    assert.deepEqual(sent, [{ type: 'stop', run }]);
    const record = { ...live.view.record, outcome: 'stopped' } as const;
    await receive({ type: 'ended', run, record, outcome: 'stopped' });
    press(page, 'Run Again');
    press(page, 'Open Config');
    assert.deepEqual(sent.slice(1), [
      { type: 'rerun', run },
      { type: 'openConfig', run },
    ]);
    assert.equal(text(page, '.verdict h2'), 'Overfitting');
  });

  it('in Restricted Mode offers what edits and nothing that starts', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page, receive } = await open({ ...imaginedSnapshot(shown), mayStart: false });
    const offered = (): readonly string[] => buttons(page).map((one) => one.textContent);
    assert.deepEqual(new Set(offered()), new Set(['Open Config', 'Apply']));
    assert.equal(text(page, '.finding .fit'), 'Re-run needs your trust in this folder.');
    await receive(imaginedSnapshot(shown));
    assert.ok(offered().includes('Run Again') && offered().includes('Apply and Re-run'));
    assert.equal(text(page, '.finding .fit'), '');
  });

  it('offers once what is applied together', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const [first, second] = shown.diagnosis.findings;
    assert.ok(first && second);
    const finding = { ...first, remedies: [...first.remedies, ...second.remedies] };
    const diagnosis = { ...shown.diagnosis, findings: [finding] };
    const { page, receive } = await open(imaginedSnapshot({ ...shown, diagnosis }));
    const labels = buttons(page).flatMap((one) => one.getAttribute('aria-label') ?? []);
    const sets = /set optimizer\.weight_decay to 3e-3 and set model\.init\.scale to 0\.5/;
    assert.equal(labels.filter((label) => sets.test(label)).length, 2, labels.join('\n'));
    press(page, 'Apply');
    const run = shown.view.record.id;
    assert.deepEqual(sent, [{ type: 'apply', run, remedy: 'weight-decay-to-grip' }]);
    const half = { applicable: ['smaller-init'], applied: ['weight-decay-to-grip'] };
    await receive({ type: 'diagnosed', run, diagnosis, ...half });
    assert.match(text(page, '.finding .fit'), /^Not applicable/);
  });

  it('draws no empty charts of a run that ended before anything was measured', async () => {
    const shown = imaginedShown({ story: 'balanced', outcome: 'crashed' });
    const view = { ...shown.view, steps: [], epochs: [] };
    const { page, receive } = await open(imaginedSnapshot({ ...shown, view }));
    assert.ok(!isShown(page, 'figure'));
    assert.match(text(page, '.findings .empty'), /^The run ended before anything was measured/);
    await receive(imaginedSnapshot(shown));
    assert.ok(isShown(page, 'figure'));
  });

  it('asks to apply by ids, and only what fits', async () => {
    const applicable = ['weight-decay-to-grip'];
    const shown = imaginedShown({ story: 'overfitting' }, { applicable });
    const { page } = await open(imaginedSnapshot(shown));
    const run = shown.view.record.id;
    press(page, 'Apply');
    press(page, 'Apply and Re-run');
    assert.deepEqual(sent, [
      { type: 'apply', run, remedy: 'weight-decay-to-grip' },
      { type: 'applyAndRerun', run, remedy: 'weight-decay-to-grip' },
    ]);
    const second = page.querySelectorAll<HTMLElement>('.finding')[1];
    assert.ok(second);
    assert.deepEqual(buttons(second), []);
    assert.match(text(second, '.fit'), /the config has another value now/);
  });

  it('says that advice was applied, keeps its nodes and the focus near', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page, receive } = await open(imaginedSnapshot(shown));
    const card = page.querySelector('.finding');
    const apply = page.querySelector<HTMLElement>(
      'vscode-button[appearance=secondary][aria-label^="Apply"]',
    );
    assert.ok(apply);
    apply.tabIndex = 0;
    apply.focus();
    assert.equal(document.activeElement, apply);
    await receive({
      type: 'diagnosed',
      run: shown.view.record.id,
      diagnosis: shown.diagnosis,
      applicable: ['smaller-init'],
      applied: ['weight-decay-to-grip'],
    });
    assert.equal(page.querySelector('.finding'), card);
    assert.match(text(page, '.finding .fit'), /^Applied: the config has 3e-3 now/);
    assert.equal(document.activeElement, page.querySelector('.finding .fit'));
  });

  it('leaves a card alone while it has the focus and renews it afterwards', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page, receive } = await open(imaginedSnapshot(shown));
    const run = shown.view.record.id;
    const place = page.querySelector<HTMLElement>('.finding button.path');
    place?.focus();
    const [first, ...others] = shown.diagnosis.findings;
    assert.ok(first);
    const diagnosis = {
      ...shown.diagnosis,
      findings: [{ ...first, says: 'Other words.' }, ...others],
    };
    const told = { type: 'diagnosed', run, diagnosis, applicable: [] } as const;
    await receive(told);
    assert.equal(document.activeElement, place);
    place?.blur();
    await receive({ ...told, applied: [] });
    assert.equal(text(page, '.finding .says'), 'Other words.');
    page.querySelector<HTMLElement>('.finding button.path')?.click();
    assert.deepEqual(sent, [{ type: 'openConfig', run, path: 'optimizer.weight_decay' }]);
  });

  it('takes findings away and says what silence means', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page, receive } = await open(imaginedSnapshot(shown));
    const diagnosis = imaginedDiagnosis('balanced');
    await receive({ type: 'diagnosed', run: shown.view.record.id, diagnosis, applicable: [] });
    assert.equal(page.querySelectorAll('.finding').length, 0);
    assert.match(text(page, '.findings'), /^No findings.*no proof of good settings/);
  });

  it('shows nothing half read of a run that comes in parts', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page, receive } = await open({ ...imaginedSnapshot(shown), following: 2 } as ToPanel);
    assert.match(text(page, '.empty-state'), /Reading the run/);
    assert.ok(!isShown(page, '.summary'));
    const events = shown.view.steps.slice(0, 2);
    await receive({ type: 'events', run: shown.view.record.id, events });
    assert.ok(isShown(page, '.summary'));
  });

  it('waits for the first observation without empty charts', async () => {
    const live = imaginedShown({ story: 'balanced', outcome: 'running' });
    const view = { ...live.view, steps: [], epochs: [] };
    const { page, receive } = await open(imaginedSnapshot({ ...live, view }));
    assert.ok(isShown(page, '.waiting'));
    assert.ok(!isShown(page, '.charts'));
    const events = live.view.steps.slice(0, 3);
    await receive({ type: 'events', run: view.record.id, events });
    assert.ok(!isShown(page, '.waiting'));
    assert.ok(isShown(page, '.charts'));
  });

  it('answers whether the advice helped, with both numbers and what was changed', async () => {
    const before = { view: imaginedRun({ story: 'overfitting', name: hostile }), remedies: ['a'] };
    const live = imaginedShown({ story: 'balanced', outcome: 'running' }, { before });
    const { page, receive } = await open(imaginedSnapshot(live));
    assert.match(
      text(page, '.comparison'),
      /follows the advice of an earlier run.*when it is over/,
    );
    const comparison: Comparison = {
      helped: 'yes',
      says: 'It helped: validation accuracy rose from 76.2 % to 81.4 %.',
      numbers: [
        {
          label: 'validation accuracy',
          unit: 'accuracy',
          before: 0.762,
          after: 0.814,
          noise: 0.022,
          better: 'after',
        },
      ],
      changed: [{ path: 'optimizer.weight_decay', before: 1e-4, after: 3e-3 }],
    };
    const { record } = live.view;
    await receive({ type: 'ended', run: record.id, record, outcome: 'finished', comparison });
    assert.equal(text(page, '.comparison h2'), 'It helped');
    assert.match(text(page, '.comparison .says'), /^Validation accuracy rose/);
    const row = [...page.querySelectorAll('.comparison tbody tr > *')].map((cell) =>
      cell.textContent?.replaceAll('\u202f', ' '),
    );
    assert.deepEqual(row, [
      'Validation accuracy',
      '76.2 %',
      '81.4 %',
      '+5.2 points',
      '\u00b1 2.2 points',
      'after',
    ]);
    assert.match(text(page, '.changed'), /optimizer.weight_decay 1e-4\u21923e-3/);
  });

  it('says what was refused until it is dismissed', async () => {
    const { page, receive } = await open(imaginedSnapshot(imaginedShown({ story: 'balanced' })));
    assert.ok(!isShown(page, '.refusal'));
    await receive({ type: 'refused', says: hostile });
    assert.equal(text(page, '[role=alert]'), hostile);
    press(page, 'Dismiss');
    assert.ok(!isShown(page, '.refusal'));
  });

  it('tells screen readers the verdict and the end at once, progress not at every event', async () => {
    const live = imaginedShown({ story: 'overfitting', outcome: 'running' });
    const view = { ...live.view, steps: live.view.steps.slice(0, 10), epochs: [] };
    const { page, receive } = await open(imaginedSnapshot({ ...live, view }));
    const said = (): string => text(page, '[role=status]');
    const first = said();
    assert.match(first, /^digits baseline: running, 9.8 %. Verdict so far: Overfitting.$/);
    const run = view.record.id;
    await receive({ type: 'events', run, events: live.view.steps.slice(10, 60) });
    assert.equal(said(), first);
    const record = view.record;
    await receive({ type: 'ended', run, record, outcome: 'finished' });
    assert.match(said(), /finished. Verdict: Overfitting.$/);
  });

  it('shows markup in names, reasons, findings, settings and layers as text', async () => {
    const shown = imaginedShown({
      story: 'overfitting',
      name: hostile,
      layers: [hostile, 'b', 'c'],
    });
    const finding = shown.diagnosis.findings[0];
    assert.ok(finding);
    const evil = {
      ...finding,
      rule: hostile,
      path: hostile,
      says: hostile,
      evidence: [{ metric: hostile, step: 1, value: 1, expected: hostile, source: hostile }],
      remedies: [{ id: hostile, says: hostile, change: { path: hostile, from: 1, to: 2 } }],
    };
    const changed = [{ path: hostile, before: hostile, after: hostile }];
    const comparison: Comparison = { helped: 'no', says: hostile, numbers: [], changed };
    const { page } = await open(
      imaginedSnapshot({
        ...shown,
        diagnosis: { ...shown.diagnosis, says: hostile, findings: [evil] },
        before: { view: shown.view, remedies: [hostile] },
        comparison,
      }),
    );
    await frame();
    for (const selector of ['.verdict p', '.finding .says', '.finding .path', '.comparison .says'])
      assert.equal(text(page, selector), hostile, selector);
    assert.match(text(page, 'h1'), /<img/);
    assert.equal(page.querySelectorAll('img, a, script, iframe').length, 0);
    for (const one of page.querySelectorAll('*'))
      for (const name of one.getAttributeNames()) assert.ok(!/^on|^href$|^src$/.test(name), name);
  });
});

function frame(): Promise<void> {
  return new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => resolve())),
  );
}
