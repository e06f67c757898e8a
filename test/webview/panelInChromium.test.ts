import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import type { ShownRun } from '../../src/protocol/panelMessages';
import { launchChromium } from '../support/chromium';
import { editorThemes, type EditorThemeName } from '../support/editorThemes';
import { imaginedRun } from '../support/imaginedRun';
import { PanelWorkshop, type PanelInBrowser, type PanelOptions } from '../support/panelInBrowser';
import { choiceOf, imaginedShown, imaginedSnapshot } from '../support/panelMessages';

const hostile = '<img src=x onerror="document.title=\'owned\'"></script><script>alert(1)</script>';
const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const older = choiceOf(imaginedRun({ story: 'collapsing', name: 'an earlier run' }), {
  id: 'older',
  verdict: 'underfitting',
});

describe('the panel in Chromium, under its content security policy', function () {
  this.timeout(60_000);
  let browser: Browser;
  let workshop: PanelWorkshop;
  let panel: PanelInBrowser | undefined;

  before(async () => {
    browser = await launchChromium();
    workshop = await PanelWorkshop.create(browser);
  });
  afterEach(async () => {
    await panel?.close();
    panel = undefined;
  });
  after(async () => {
    workshop?.dispose();
    await browser?.close();
  });

  async function open(
    shown: ShownRun | undefined,
    options?: PanelOptions,
  ): Promise<PanelInBrowser> {
    panel = await workshop.open(options);
    await panel.post(shown ? imaginedSnapshot(shown, [older]) : { type: 'snapshot', runs: [] });
    if (shown)
      await panel.page.waitForFunction(() => document.querySelectorAll('figure').length > 6);
    await panel.settled();
    return panel;
  }

  it('says ready once it listens, and nothing else by itself', async () => {
    const { sent } = await open(undefined);
    assert.deepEqual(await sent(), [{ type: 'ready' }]);
  });

  it('draws without an error, a warning or a request, with the controls of the toolkit', async () => {
    const { page, wrong } = await open(imaginedShown({ story: 'overfitting' }), { height: 2400 });
    await page.waitForFunction(() => document.querySelectorAll('figure canvas').length === 7);
    for (const { id, ink } of await inkOfCharts(page))
      assert.ok(ink > 150, `${id} has ${ink} coloured pixels`);
    const plain = await page
      .locator('vscode-button, vscode-dropdown, vscode-option')
      .evaluateAll((all) => all.filter((one) => !one.shadowRoot?.adoptedStyleSheets.length).length);
    assert.equal(plain, 0, 'controls without the toolkit');
    const primary = page.locator('vscode-button[appearance=primary]').first();
    assert.equal(
      await primary.evaluate((one) => getComputedStyle(one).backgroundColor),
      'rgb(0, 95, 184)',
    );
    assert.deepEqual(wrong, []);
  });

  it('runs no script out of the data and lets no other script in', async () => {
    const story = { story: 'overfitting', name: hostile, layers: [hostile, 'b', 'c'] } as const;
    const { page, wrong } = await open(imaginedShown(story));
    assert.match((await page.textContent('h1')) ?? '', /<img src=x/);
    assert.equal(await page.locator('img, iframe, object, main script').count(), 0);
    assert.deepEqual(wrong, []);
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
      const image = document.createElement('img');
      image.src = 'https://example.org/a.png';
      document.body.append(image);
    });
    await page.waitForTimeout(200);
    assert.equal(await page.title(), 'Fitscope');
    assert.equal(wrong.filter((one) => /Content Security Policy/.test(one)).length, 2);
  });

  it('draws what arrives, on the screen at once, below it only the words', async () => {
    const live = liveRun(40);
    const { page, post, wrong } = await open(live.shown, { height: 700, width: 700 });
    const first = await inkOfCharts(page);
    const label = (id: string): Promise<string | null> =>
      page.locator(`#chart-${id} .plot`).getAttribute('aria-label');
    await page.locator('#chart-oui').scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    const before = await picture(page, 'oui');
    const below = await picture(page, 'learning-rate');
    assert.match((await label('learning-rate')) ?? '', /at epoch 8.48$/);
    await post({ type: 'events', run: live.run, events: live.next(30) });
    await page.waitForTimeout(600);
    assert.notEqual(await picture(page, 'oui'), before);
    assert.match((await label('oui')) ?? '', /^OUI: mean 0\.\d\d, .*, at epoch 15$/);
    assert.equal(await picture(page, 'learning-rate'), below, 'drawn though nobody sees it');
    await page.waitForTimeout(2200);
    assert.match((await label('learning-rate')) ?? '', /at epoch 15$/);
    await page.locator('#chart-learning-rate').scrollIntoViewIfNeeded();
    await page.waitForTimeout(400);
    assert.notEqual(await picture(page, 'learning-rate'), below);
    assert.ok(first.length >= 1);
    assert.deepEqual(wrong, []);
  });

  it('is used by keyboard alone: choose a run, stop, apply, show a table', async () => {
    const live = liveRun(40);
    const { page, sent, post } = await open(live.shown, { width: 700 });
    const tabTo = async (selector: string): Promise<void> => {
      for (let i = 0; i < 40; i++) {
        await page.keyboard.press('Tab');
        const found = await page.evaluate((one) => document.activeElement?.matches(one), selector);
        if (found) return;
      }
      assert.fail(`Tab never came to ${selector}`);
    };
    await tabTo('vscode-dropdown');
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo('vscode-button[aria-label="Stop this run"]');
    await page.keyboard.press('Enter');
    await tabTo('button.path');
    await page.keyboard.press('Enter');
    await tabTo('vscode-button[aria-label^="Apply: "]');
    await page.keyboard.press('Enter');
    assert.deepEqual((await sent()).slice(1), [
      { type: 'show', run: 'older' },
      { type: 'stop', run: live.run },
      { type: 'openConfig', run: live.run, path: 'optimizer.weight_decay' },
      { type: 'apply', run: live.run, remedy: 'weight-decay-to-grip' },
    ]);
    await tabTo('#chart-loss header button');
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#chart-loss table').isVisible());
    await post({ type: 'events', run: live.run, events: live.next(5) });
    await page.waitForTimeout(1300);
    const isHeld = await page.evaluate(
      () => document.activeElement?.closest('#chart-loss') !== null,
    );
    assert.ok(isHeld, 'the focus was lost to an update');
  });

  it('holds the numbers of a chart in its table', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const { page } = await open(shown);
    await page.locator('#chart-score header button').click();
    const rows = await page
      .locator('#chart-score tbody tr')
      .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
    assert.deepEqual(
      rows,
      shown.view.epochs.map((one) => [
        String(one.epoch),
        one.trainScore.toFixed(4),
        one.validationScore?.toFixed(4),
      ]),
    );
  });

  it('comes back with its run, tables and place after it was hidden', async () => {
    const shown = imaginedShown({ story: 'overfitting' });
    const first = await open(shown, { width: 700, height: 600 });
    await first.page.locator('#chart-loss header button').click();
    await first.page.locator('#chart-alignment').scrollIntoViewIfNeeded();
    await first.page.waitForTimeout(400);
    const remembered = await first.remembered();
    const scroll = await first.page.evaluate(() => scrollY);
    assert.deepEqual(remembered, { run: shown.view.record.id, scroll, tables: ['loss'] });
    await first.close();
    const again = await open(shown, { width: 700, height: 600, remembered });
    await again.page.waitForFunction((y) => Math.abs(scrollY - y) < 20, scroll);
    assert.ok(await again.page.locator('#chart-loss table').isVisible());
  });

  it('keeps still', async () => {
    const { page } = await open(liveRun(40).shown, { context: { reducedMotion: 'reduce' } });
    const moving = await page.evaluate(() => {
      const all = [...document.querySelectorAll('*')];
      const longest = all.map((one) => parseFloat(getComputedStyle(one).transitionDuration));
      return document.getAnimations().length + longest.filter((seconds) => seconds > 0).length;
    });
    assert.equal(moving, 0);
  });

  const looks = (Object.keys(editorThemes) as EditorThemeName[]).flatMap((theme) =>
    (theme === 'Default Dark Modern' ? [1400, 700, 360] : [1400, 360]).map(
      (width) => [theme, width] as const,
    ),
  );
  for (const [theme, width] of looks) {
    it(`has nothing serious against it from axe, and fits, in ${theme} at ${width} pixels`, async () => {
      const { page } = await open(beforeAndAfter(), { theme, width });
      await page.locator('#chart-score header button').click();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, 'the page scrolls sideways');
      assert.deepEqual(await seriousViolations(page), []);
    });
  }
});

/** A live run with so many observations, and those that come next. */
function liveRun(steps: number) {
  const shown = imaginedShown({ story: 'overfitting', outcome: 'running' });
  const { view } = shown;
  let at = steps;
  return {
    run: view.record.id,
    shown: { ...shown, view: { ...view, steps: view.steps.slice(0, steps) } },
    next: (count: number) => view.steps.slice(at, (at += count)),
  };
}

function beforeAndAfter(): ShownRun {
  return imaginedShown(
    { story: 'overfitting' },
    {
      applicable: ['weight-decay-to-grip'],
      applied: ['smaller-init'],
      before: { view: imaginedRun({ story: 'collapsing' }), remedies: ['smaller-init'] },
      comparison: {
        helped: 'yes',
        says: 'It helped: validation accuracy rose from 52.0 % to 76.2 %.',
        numbers: [
          {
            label: 'validation accuracy',
            unit: 'accuracy',
            before: 0.52,
            after: 0.762,
            noise: 0.03,
            better: 'after',
          },
        ],
        changed: [{ path: 'optimizer.weight_decay', before: 3, after: 1e-4 }],
      },
    },
  );
}

async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(() =>
    (window as unknown as { axe: { run: () => Promise<unknown> } }).axe.run(),
  );
  const { violations, passes } = results as AxeResults;
  assert.ok(passes.length > 10, 'axe looked at the page');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

function picture(page: Page, id: string): Promise<string> {
  return page
    .locator(`#chart-${id} canvas`)
    .evaluate((one) => (one as HTMLCanvasElement).toDataURL());
}

/** Coloured pixels on the canvas of each chart that is there. */
function inkOfCharts(page: Page): Promise<{ id: string; ink: number }[]> {
  return page.locator('figure').evaluateAll((figures) =>
    figures.flatMap((figure) => {
      const canvas = figure.querySelector('canvas');
      if (!canvas || canvas.offsetParent === null || canvas.width === 0) return [];
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      let ink = 0;
      for (let i = 0; i < data.length; i += 4) {
        const parts = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
        if (data[i + 3] === 255 && Math.max(...parts) - Math.min(...parts) > 60) ink++;
      }
      return [{ id: figure.id, ink }];
    }),
  );
}
