import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { SweepHandler } from '../../src/extension/panel/sweep/sweepHandler';
import { systemClock } from '../../src/extension/runs/clock';
import { SweepShelf } from '../../src/extension/sweeps/sweepShelf';
import type {
  FromSweepPanel,
  ShownRange,
  ShownSweep,
  ToSweepPanel,
} from '../../src/protocol/sweepMessages';
import { launchChromium } from '../support/chromium';
import { editorThemes, type EditorThemeName } from '../support/editorThemes';
import { FakeSweepPort } from '../support/fakeSweepPort';
import {
  imaginedRange,
  imaginedScan,
  imaginedSweep,
  imaginedTrial,
  sweepChoiceOf,
} from '../support/imaginedSweep';
import { PanelWorkshop, type PanelInBrowser, type PanelOptions } from '../support/panelInBrowser';
import { writeSweep } from '../support/sweepOnDisk';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

type Panel = PanelInBrowser<ToSweepPanel, FromSweepPanel>;

const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const hostile = '<img src=x onerror="document.title=\'owned\'">';

describe('the sweep view in Chromium, under its content security policy', function () {
  this.timeout(60_000);
  let browser: Browser;
  let workshop: PanelWorkshop<ToSweepPanel, FromSweepPanel>;
  let panel: Panel | undefined;

  before(async () => {
    browser = await launchChromium();
    workshop = await PanelWorkshop.createSweep(browser);
  });
  afterEach(async () => {
    await panel?.close();
    panel = undefined;
  });
  after(async () => {
    workshop?.dispose();
    await browser?.close();
    removeTemporaryFolders();
  });

  async function open(
    shown: ShownSweep | ShownRange | undefined,
    options?: PanelOptions,
    rights: { readonly mayStart?: false } = {},
  ): Promise<Panel> {
    panel = await workshop.open(options);
    const choices = shown ? [sweepChoiceOf(shown)] : [];
    await panel.post({ type: 'snapshot', choices, ...(shown && { shown }), ...rights });
    await panel.settled();
    return panel;
  }

  it('says ready, and what to do where there is no sweep', async () => {
    const { page, sent, wrong } = await open(undefined);
    assert.deepEqual(await sent(), [{ type: 'ready' }]);
    assert.match((await page.textContent('.empty-state')) ?? '', /Fitscope: Sweep\.\.\./);
    assert.deepEqual(wrong, []);
  });

  const shows = {
    'a sweep': imaginedSweep(),
    'a weight-decay scan': imaginedScan('weight_decay'),
    'an initialization-scale scan': imaginedScan('init_scale'),
    'a training-set-size scan': imaginedScan('train_samples'),
    'a range test': imaginedRange(),
  };
  for (const [name, shown] of Object.entries(shows)) {
    it(`draws ${name} in several themes, accessibly, and nothing sticks out`, async () => {
      const all = Object.keys(editorThemes) as EditorThemeName[];
      const isSearch = shown.kind === 'sweep' && shown.sweep.scan === undefined;
      // Scans share their parts with the sweep and are not drawn in every combination.
      for (const theme of isSearch ? all : all.slice(-2)) {
        for (const width of isSearch ? [1400, 700] : [700]) {
          const { page, wrong, close } = await open(shown, { theme, width, height: 1600 });
          const figures = await inkOfFigures(page);
          assert.ok(figures.length >= 1, 'figures');
          for (const { id, ink, label } of figures) {
            assert.ok(ink > 100, `${id} has ${ink} coloured pixels`);
            assert.ok(label.length > 20, `${id} says ${label}`);
          }
          assert.deepEqual(await violations(page), [], `${theme} at ${width}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(wide <= width, `${wide} of ${width} pixels`);
          assert.deepEqual(wrong, []);
          await close();
        }
      }
    });
  }

  it('says every status by a word and a shape, and why a trial was pruned', async () => {
    const { page } = await open(imaginedSweep());
    const statuses = await page.locator('.trials .status').evaluateAll((all) =>
      all.map((one) => ({
        text: one.textContent ?? '',
        strokes: one.querySelectorAll('svg path').length,
      })),
    );
    assert.deepEqual([...new Set(statuses.map(({ text }) => text))].sort(), [
      'Diverged',
      'Finished',
      'Paused',
      'Pruned',
      'Running',
    ]);
    assert.ok(statuses.every(({ strokes }) => strokes > 0));
    assert.match((await page.textContent('.trials .reason')) ?? '', /^Stopped at epoch 7 of 70/);
  });

  it('shows values of a config as text', async () => {
    const sweep = imaginedSweep(4, 'finished');
    const trials = sweep.trials.map((row) => ({
      ...row,
      params: { ...row.params, 'optimizer.learning_rate': hostile },
      reason: hostile,
    }));
    const named = { ...sweep, sweep: { ...sweep.sweep, name: hostile }, trials };
    const { page, wrong } = await open(named);
    assert.equal(await page.locator('img').count(), 0);
    assert.match((await page.textContent('.trials')) ?? '', /<img src=x/);
    assert.deepEqual(wrong, []);
  });

  it('is used by keyboard alone: filter, sort, pin, stop a trial, apply, open a run', async () => {
    const { page, sent } = await open(imaginedSweep());
    const tabTo = async (selector: string): Promise<void> => {
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate((one) => document.activeElement?.matches(one), selector);
        if (found) return;
      }
      assert.fail(`Tab never came to ${selector}`);
    };
    await tabTo('vscode-button[aria-label="Pause all trials"]');
    await page.keyboard.press('Enter');
    await tabTo('vscode-button[aria-label^="Apply to config"]');
    await page.keyboard.press('Enter');
    await tabTo('input[type=search]');
    await page.keyboard.type('running');
    assert.equal(await page.locator('.trials tbody tr').count(), 1);
    assert.match((await page.textContent('.row-count')) ?? '', /^1 of 24 trials$/);
    await tabTo('button[aria-label="Stop trial 23"]');
    await page.keyboard.press('Enter');
    await page.locator('input[type=search]').fill('');
    await page.locator('input[type=search]').focus();
    await tabTo('button[data-sort="score"]');
    await page.keyboard.press('Enter');
    assert.equal(
      await page.locator('th[aria-sort]').evaluate((one) => one.getAttribute('aria-sort')),
      'descending',
    );
    const scores = await page
      .locator('.trials tbody tr')
      .evaluateAll((rows) => rows.map((row) => Number(row.querySelectorAll('td')[6]?.textContent)));
    assert.deepEqual(
      scores,
      [...scores].sort((a, b) => b - a),
    );
    await tabTo('button.pin');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('tr.pinned').count(), 1);
    assert.match((await page.textContent('.trials thead')) ?? '', /Against baseline/);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('data-act')),
      'pin',
      'the focus is lost',
    );
    await tabTo('button.link');
    await page.keyboard.press('Enter');
    const asked = (await sent()).slice(1);
    assert.deepEqual(asked.slice(0, 3), [
      { type: 'pause', sweep: 'a-sweep' },
      { type: 'apply', sweep: 'a-sweep', trial: 5 },
      { type: 'stop', sweep: 'a-sweep', trial: 23 },
    ]);
    assert.equal(asked[3]?.type, 'openRun');
  });

  it('keeps sorting, filter and baseline over a reload of the window', async () => {
    const first = await open(imaginedSweep());
    await first.page.locator('input[type=search]').fill('finished');
    await first.page.locator('button[data-sort="oui"]').click();
    await first.page.locator('button.pin').nth(2).click();
    const remembered = await first.remembered();
    await first.close();
    const { page } = await open(imaginedSweep(), { remembered });
    assert.equal(await page.locator('input[type=search]').inputValue(), 'finished');
    assert.equal(await page.locator('tr.pinned').count(), 1);
    assert.equal(await page.locator('th[aria-sort] button').getAttribute('data-sort'), 'oui');
  });

  it('takes what changes, keeps the focus, and chooses a trial by a click on its point', async () => {
    const shown = imaginedSweep();
    const { page, post, settled } = await open(shown, { height: 1600 });
    await page.locator('button[aria-label="Pause trial 23"]').focus();
    const row = shown.trials[23];
    assert.ok(row);
    const changed = { ...row, result: { ...row.result, epochs: 55, metrics: {} } };
    const added = imaginedTrial(24, row.params, 'running');
    await post({ type: 'changed', sweep: shown.sweep, trials: [changed, added] });
    await settled();
    assert.equal(await page.locator('.trials tbody tr').count(), 25);
    assert.match((await page.textContent('tr[data-trial="23"]')) ?? '', /55 of 70/);
    assert.equal(
      await page.evaluate(() => document.activeElement?.getAttribute('aria-label')),
      'Pause trial 23',
    );
    const box = await page.locator('#figure-parallel canvas').boundingBox();
    assert.ok(box);
    let isChosen = false;
    for (let y = 20; y < box.height && !isChosen; y += 10)
      for (const x of [0.95, 0.97].map((share) => share * box.width)) {
        await page.mouse.click(box.x + x, box.y + y);
        isChosen ||= (await page.locator('tr.chosen').count()) === 1;
        if (isChosen) break;
      }
    assert.ok(isChosen, 'no point could be clicked');
  });

  it('offers nothing that starts in Restricted Mode', async () => {
    const shown = imaginedSweep(6, 'finished');
    const stopped = { ...shown, sweep: { ...shown.sweep, state: 'stopped' as const } };
    const { page } = await open(stopped, {}, { mayStart: false });
    const buttons = await page.locator('.run-bar vscode-button:visible').allInnerTexts();
    assert.deepEqual(buttons, ['Export CSV', 'Open Config']);
  });

  it('lists, hands over and draws 2000 finished trials of a folder in under two seconds', async () => {
    const out = temporaryFolder();
    writeSweep(out, 2000);
    const opened = await workshop.open({ height: 1600 });
    panel = opened;
    const { page, post } = opened;
    const port = new FakeSweepPort();
    const posting: Promise<void>[] = [];
    port.onPost = (message) => posting.push(post(message));
    const begin = performance.now();
    const shelf = new SweepShelf({ changed() {}, noticed: assert.fail }, systemClock);
    shelf.look([out]);
    port.sweeps.push(...shelf.list());
    const listed = performance.now() - begin;
    const handler = new SweepHandler(port, systemClock);
    handler.receive({ type: 'ready' });
    await page.waitForFunction(
      () =>
        [...document.querySelectorAll<HTMLCanvasElement>('figure:not([hidden]) canvas')].every(
          (canvas) => canvas.width > 300,
        ) && document.querySelectorAll('.trials tbody tr').length === 100,
    );
    await opened.settled();
    const all = performance.now() - begin;
    await Promise.all(posting);
    handler.close();
    shelf.close();
    assert.match((await page.textContent('.row-count')) ?? '', /^2\u202f000 trials$/);
    assert.ok(all < 2000, `${all.toFixed(0)} ms, of them ${listed.toFixed(0)} for the list`);
  });
});

async function violations(page: Page): Promise<readonly string[]> {
  // By evaluate, not as a script element: the policy lets none in.
  await page.evaluate(axeSource);
  const found = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (o: unknown) => Promise<AxeResults> } };
    return axe.run({ resultTypes: ['violations'] });
  });
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`,
  );
}

/** Coloured pixels of every figure in sight, and what it says to those who do not see it. */
function inkOfFigures(
  page: Page,
): Promise<readonly { readonly id: string; readonly ink: number; readonly label: string }[]> {
  return page.locator('figure:not([hidden])').evaluateAll((figures) =>
    figures.map((figure) => {
      const canvas = figure.querySelector('canvas');
      const context = canvas?.getContext('2d');
      let ink = 0;
      if (canvas && context) {
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) > 60) ink++;
      }
      const label = figure.querySelector('.plot')?.getAttribute('aria-label') ?? '';
      return { id: figure.id, ink, label };
    }),
  );
}
