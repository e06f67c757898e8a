import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { reportHtml } from '../../src/runs/writeReport';
import type { ReportData } from '../../webview/page/reportData';
import { launchChromium } from '../support/chromium';
import { imaginedConfig, imaginedDiagnosis } from '../support/imaginedDiagnosis';
import { imaginedRun, type ImaginedRun } from '../support/imaginedRun';
import { reportScript } from '../support/reportScript';

const hostile = '<img src=x onerror="document.title=\'owned\'"></script><script>alert(1)</script>';
const axeSource = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

describe('the report in Chromium, from disk, under its content security policy', function () {
  this.timeout(60_000);
  let browser: Browser;
  let script: string;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fitscope-report-'));
    script = await reportScript();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Opened {
    readonly page: Page;
    /** Console errors, exceptions and every request but the one for the page itself. */
    readonly wrong: readonly string[];
  }

  async function open(run: ImaginedRun, options: BrowserContextOptions = {}): Promise<Opened> {
    const at = imaginedConfig.indexOf('1e-4');
    const data: ReportData = {
      view: imaginedRun(run),
      diagnosis: imaginedDiagnosis(run.story),
      configText: imaginedConfig,
      language: 'yaml',
      changes: [{ start: at, end: at + 4, path: 'optimizer.weight_decay', to: 3e-3, says: 'why' }],
    };
    const file = join(folder, 'report.html');
    writeFileSync(file, reportHtml(data, script));
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    const wrong: string[] = [];
    const url = pathToFileURL(file).href;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') wrong.push(message.text());
    });
    page.on('pageerror', (error) => wrong.push(String(error)));
    page.on('request', (request) => {
      if (request.url() !== url) wrong.push(request.url());
    });
    await page.goto(url);
    await page.waitForFunction(() => document.querySelectorAll('figure canvas').length > 0);
    await settled(page);
    return { page, wrong };
  }

  it('draws every chart without an error and without a request', async () => {
    const { page, wrong } = await open({ story: 'overfitting' });
    const drawn = await page.evaluate(inkOfCharts);
    assert.equal(drawn.length, 7);
    for (const { id, ink } of drawn) assert.ok(ink > 200, `${id} has ${ink} coloured pixels`);
    await page.hover('#chart-loss canvas');
    await settled(page);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  it('draws a diverged run, a run without bits and a long one as well', async () => {
    const runs: readonly ImaginedRun[] = [
      { story: 'diverging' },
      { story: 'tanh' },
      { story: 'collapsing', epochs: 100, stepsPerEpoch: 100, every: 1 },
    ];
    for (const run of runs) {
      const { page, wrong } = await open(run);
      for (const { id, ink } of await page.evaluate(inkOfCharts))
        assert.ok(ink > 200, `${run.story}: ${id} has ${ink} coloured pixels`);
      assert.deepEqual(wrong, []);
      await page.context().close();
    }
  });

  it('runs no script out of the data', async () => {
    const { page, wrong } = await open({
      story: 'balanced',
      name: hostile,
      layers: [hostile, 'b', 'c'],
    });
    assert.equal(await page.textContent('h1'), hostile);
    assert.notEqual(await page.title(), 'owned');
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(wrong, []);
    await page.context().close();
  });

  it('is kept from running anything else by its policy', async () => {
    const { page, wrong } = await open({ story: 'balanced' });
    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "owned"';
      document.body.append(script);
    });
    assert.notEqual(await page.title(), 'owned');
    assert.match(wrong.join(), /Content Security Policy/);
    await page.context().close();
  });

  it('shows a table by keyboard alone', async () => {
    const { page } = await open({ story: 'balanced' });
    const button = page.locator('#chart-loss button');
    for (let i = 0; i < 20; i++) {
      await page.keyboard.press('Tab');
      if (await button.evaluate((one) => one === document.activeElement)) break;
    }
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#chart-loss table').isVisible());
    assert.ok(!(await page.locator('#chart-loss canvas').isVisible()));
    await page.keyboard.press('Enter');
    assert.ok(await page.locator('#chart-loss canvas').isVisible());
    await page.context().close();
  });

  it('takes the colours of the page again when they change', async () => {
    const { page } = await open({ story: 'balanced' }, { colorScheme: 'light' });
    const light = await page.evaluate(inkOfCharts);
    await page.emulateMedia({ colorScheme: 'dark' });
    await settled(page);
    const dark = await page.evaluate(inkOfCharts);
    assert.equal(light[0]?.text, 'rgb(27, 32, 39)');
    assert.equal(dark[0]?.text, 'rgb(230, 233, 237)');
    assert.notEqual(light[0]?.colours, dark[0]?.colours);
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await settled(page);
    const printed = await page.evaluate(inkOfCharts);
    assert.equal(printed[0]?.text, 'rgb(0, 0, 0)');
    assert.notEqual(printed[0]?.colours, dark[0]?.colours);
    await page.context().close();
  });

  const looks: readonly (readonly [string, number, BrowserContextOptions])[] = [
    ['light', 1400, { colorScheme: 'light' }],
    ['light', 700, { colorScheme: 'light' }],
    ['dark', 1400, { colorScheme: 'dark' }],
    ['dark', 700, { colorScheme: 'dark' }],
    ['forced colours', 1400, { forcedColors: 'active' }],
    ['more contrast', 700, { contrast: 'more' }],
  ];
  for (const [name, width, options] of looks) {
    it(`has nothing serious against it from axe, and fits, in ${name} at ${width} pixels`, async () => {
      const { page } = await open(
        { story: 'overfitting' },
        { ...options, viewport: { width, height: 900 } },
      );
      await page.locator('#chart-score button').click();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, 'the page scrolls sideways');
      await page.evaluate(axeSource);
      const results = await page.evaluate(() =>
        (window as unknown as { axe: { run: () => Promise<unknown> } }).axe.run(),
      );
      const { violations, passes } = results as AxeResults;
      assert.ok(passes.length > 10, 'axe looked at the page');
      const serious = violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
      assert.deepEqual(serious, []);
      await page.context().close();
    });
  }
});

async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(0))),
      ),
  );
}

/** Runs in the page: what each visible chart has on its canvas. */
function inkOfCharts(): { id: string; ink: number; colours: string; text: string }[] {
  return [...document.querySelectorAll('figure')].flatMap((figure) => {
    const canvas = figure.querySelector('canvas');
    if (!canvas || canvas.offsetParent === null) return [];
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const counts = new Map<string, number>();
    let ink = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] !== 255) continue;
      // Lines are coloured; text and grid are nearly grey.
      const parts = [data[i] ?? 0, data[i + 1] ?? 0, data[i + 2] ?? 0];
      if (Math.max(...parts) - Math.min(...parts) > 60) ink++;
      const colour = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
    }
    const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, 3);
    return [
      {
        id: figure.id,
        ink,
        colours: most.map(([colour]) => colour).join(' '),
        text: getComputedStyle(document.body).color,
      },
    ];
  });
}
