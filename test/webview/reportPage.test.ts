import assert from 'node:assert/strict';
import type { ReportData } from '../../webview/page/reportData';
import { imaginedConfig, imaginedDiagnosis } from '../support/imaginedDiagnosis';
import { emptyPage } from '../support/emptyPage';
import { imaginedRun, type ImaginedRun } from '../support/imaginedRun';

const hostile = '<img src=x onerror="alert(1)"><a href="command:evil">click</a>';

describe('the report page', () => {
  let close: () => Promise<void>;
  beforeEach(() => (close = emptyPage()));
  afterEach(() => close());

  async function show(run: ImaginedRun, more: Partial<ReportData> = {}): Promise<HTMLElement> {
    const { reportPage } = await import('../../webview/page/reportPage');
    const page = reportPage({
      view: imaginedRun(run),
      diagnosis: imaginedDiagnosis(run.story),
      configText: imaginedConfig,
      language: 'yaml',
      ...more,
    });
    document.body.append(page.element);
    return page.element;
  }

  it('begins with the verdict as a word, its reason and the facts of the run', async () => {
    const page = await show({ story: 'overfitting' });
    assert.equal(page.querySelector('.verdict h2')?.textContent, 'Overfitting');
    assert.match(page.querySelector('.verdict p')?.textContent ?? '', /no grip/);
    const facts = page.querySelector('.run-facts')?.textContent?.replaceAll('\u202f', ' ') ?? '';
    for (const fact of ['finished', 'onnx', 'Seed0', '12.4 s', 'Monitoring1.8 %', 'fitscope 0.1.0'])
      assert.ok(facts.includes(fact), `${fact} in ${facts}`);
  });

  it('tells what happened to the data, and nothing where nothing did', async () => {
    const { reportPage } = await import('../../webview/page/reportPage');
    const view = imaginedRun({ story: 'overfitting' });
    const titles = (notes?: readonly string[]) => {
      const { element } = reportPage({
        view: { ...view, record: { ...view.record, ...(notes && { notes }) } },
        diagnosis: imaginedDiagnosis('overfitting'),
        configText: imaginedConfig,
        language: 'yaml',
      });
      const section = element.querySelector('[aria-labelledby=data-title]');
      return [...(section?.querySelectorAll('h2, li') ?? [])].map((one) => one.textContent);
    };
    assert.deepEqual(titles([hostile, '2 columns are constant']), [
      'Data',
      hostile,
      '2 columns are constant',
    ]);
    assert.deepEqual(titles(), []);
  });

  it('shows a finding with its evidence, remedy and confidence', async () => {
    const page = await show({ story: 'overfitting' });
    const [problem, hint] = page.querySelectorAll('.finding');
    assert.equal(problem?.querySelector('.severity')?.textContent, 'Problem');
    assert.equal(hint?.querySelector('.severity')?.textContent, 'Hint');
    assert.equal(problem?.querySelector('.values del')?.textContent, '1e-4');
    assert.equal(problem?.querySelector('.values ins')?.textContent, '3e-3');
    const row = [...(problem?.querySelectorAll('tbody tr:first-child > *') ?? [])].map(
      (cell) => cell.textContent,
    );
    assert.deepEqual(row, ['Loss gap', '460', '0.530', 'below 0.1']);
    assert.deepEqual(
      [...(problem?.querySelectorAll('.source') ?? [])].map((one) => one.textContent),
      [
        'Loss gap: measured on 20 tasks: followed once it helps 65 %, harms 7 %',
        'Total shrink: measured: near-optimal on all tasks',
      ],
    );
    assert.equal(problem?.querySelector('.confidence')?.textContent, 'Medium confidence');
  });

  it('says what silence means', async () => {
    const page = await show({ story: 'balanced' });
    assert.match(page.querySelector('.findings')?.textContent ?? '', /no proof of good settings/);
  });

  it('labels each picture with its last values and gives it a sentence on how to read it', async () => {
    const page = await show({ story: 'balanced' });
    const figures = [...page.querySelectorAll('figure')];
    assert.equal(figures.length, 7);
    for (const figure of figures) {
      const label = figure.querySelector('[role=img]')?.getAttribute('aria-label') ?? '';
      assert.match(label, /^[A-Z].*: .*\d.*, at epoch 20$/);
      assert.match(figure.querySelector('figcaption')?.textContent ?? '', /\w+\.$/);
    }
  });

  it('shows the numbers in place of a picture on request, and the picture again', async () => {
    const page = await show({ story: 'balanced' });
    const figure = page.querySelector('#chart-score');
    const button = figure?.querySelector('button');
    const picture = figure?.querySelector<HTMLElement>('.plot');
    const table = figure?.querySelector<HTMLElement>('.table');
    assert.equal(button?.getAttribute('aria-pressed'), 'false');
    assert.equal(table?.hidden, true);
    button?.click();
    assert.equal(button?.getAttribute('aria-pressed'), 'true');
    assert.equal(picture?.hidden, true);
    assert.equal(table?.hidden, false);
    const rows = [...(table?.querySelectorAll('tbody tr') ?? [])];
    const { epochs } = imaginedRun({ story: 'balanced' });
    assert.equal(rows.length, epochs.length);
    assert.deepEqual(
      [...(rows.at(-1)?.children ?? [])].map((cell) => cell.textContent),
      ['20', epochs.at(-1)?.trainScore.toFixed(4), epochs.at(-1)?.validationScore?.toFixed(4)],
    );
    button?.click();
    assert.equal(picture?.hidden, false);
    assert.equal(table?.hidden, true);
  });

  it('says why there is no picture, and offers no table of nothing', async () => {
    const page = await show({ story: 'tanh' });
    const figure = page.querySelector('#chart-oui');
    assert.equal(
      figure?.querySelector('.empty')?.textContent,
      'Not measured: tanh has no on/off bits.',
    );
    assert.equal(figure?.querySelector('button')?.hidden, true);
    assert.equal(figure?.querySelector<HTMLElement>('.plot')?.hidden, true);
    assert.match(
      page.querySelector('.not-defined')?.textContent ?? '',
      /OUI.*hidden1.*tanh has no/s,
    );
  });

  it('has the metrics in groups, each with meaning, limits and source behind its title', async () => {
    const page = await show({ story: 'overfitting' });
    const groups = [...page.querySelectorAll('.metric-group')].map((one) => one.textContent);
    assert.deepEqual(groups.slice(0, 2), ['Fit', 'Alignment and features']);
    const oui = page.querySelector('details[data-metric="oui"]');
    assert.match(oui?.textContent ?? '', /Limits: .*Source: arXiv 2504\.17160/s);
    const strip = oui?.querySelector('.heat');
    assert.match(strip?.getAttribute('aria-label') ?? '', /^OUI by layer: .* at epoch/);
    assert.ok((strip?.querySelectorAll('.heat-row').length ?? 0) > 1);
  });

  it('says which layer stands out, in the strip and in words', async () => {
    const { heatStrip } = await import('../../webview/page/heatStrip');
    const { metricGroupsSection } = await import('../../webview/page/metricGroups');
    const view = imaginedRun({ story: 'balanced' });
    const [last] = view.steps.slice(-1);
    assert.ok(last);
    const layers = { hidden1: { dead_units: 0.02 }, hidden2: { dead_units: 0.7 } };
    const sick = { ...view, steps: [{ ...last, layers }] };
    const strip = heatStrip(sick, 'dead_units');
    assert.equal(strip?.querySelector('.outstanding')?.textContent, 'hidden2');
    const says = 'hidden2 stands out in dead units: 0.700 at epoch 20; the others 0.0200.';
    assert.equal(strip?.getAttribute('aria-label'), says);
    assert.equal(metricGroupsSection(sick).querySelector('.layer-notes')?.textContent, says);
    assert.equal(heatStrip(sick, 'oui'), undefined);
  });

  it('shows what observing cost by metric, dearest first, and nothing where nobody says', async () => {
    const { costTable } = await import('../../webview/page/costTable');
    const view = imaginedRun({ story: 'balanced' });
    assert.ok(view.ended);
    assert.deepEqual(costTable(view), []);
    const monitoringByMetric = { oui: 0.002, sharpness: 0.02 };
    const [table] = costTable({
      ...view,
      ended: { ...view.ended, seconds: 0.2, monitoringByMetric },
    });
    const rows = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => row.textContent);
    assert.match(rows[0] ?? '', /^Sharpness20\.0 ms10/);
    assert.match(rows[1] ?? '', /^OUI2\.0 ms1\.0/);
  });

  it('follows a chart that is updated', async () => {
    const { chartFigure } = await import('../../webview/charts/chartFigure');
    const { ouiChart } = await import('../../webview/charts/ouiChart');
    const view = imaginedRun({ story: 'balanced', outcome: 'running' });
    const figure = chartFigure(ouiChart({ ...view, steps: [] }));
    document.body.append(figure.element);
    assert.match(figure.element.textContent ?? '', /no observation has arrived yet/);
    figure.update(ouiChart(view));
    const label = figure.element.querySelector('[role=img]')?.getAttribute('aria-label');
    assert.match(label ?? '', /^OUI: mean 0\.\d\d, hidden1/);
    assert.doesNotMatch(figure.element.textContent ?? '', /no observation has arrived yet/);
    figure.destroy();
  });

  it('marks the advised changes in the config and leaves the rest as it is', async () => {
    const at = imaginedConfig.indexOf('1e-4');
    const change = {
      start: at,
      end: at + 4,
      path: 'optimizer.weight_decay',
      to: 0.003,
      says: 'why',
    };
    const over = { ...change, start: at + 2, end: at + 6, to: 9 };
    const outside = { ...change, start: 1e6, end: 1e6 + 1 };
    const page = await show({ story: 'overfitting' }, { changes: [outside, over, change] });
    const changed = [...page.querySelectorAll('.line.changed')];
    assert.equal(changed.length, 1);
    assert.equal(changed[0]?.querySelector('del')?.textContent, '1e-4');
    assert.equal(changed[0]?.querySelector('ins')?.textContent, '3e-3');
    const kept = [...page.querySelectorAll('.line-text')].map((line) => {
      for (const ins of line.querySelectorAll('ins')) {
        ins.previousSibling?.remove();
        ins.remove();
      }
      return line.textContent;
    });
    assert.equal(`${kept.join('\n')}\n`, imaginedConfig);
  });

  it('shows an insertion, and places by characters in text with CRLF', async () => {
    const text = 'a: 1\r\nb: 2\r\n';
    const changes = [{ start: 10, end: 10, path: 'b', to: '5', says: '' }];
    const page = await show({ story: 'balanced' }, { configText: text, changes });
    const line = page.querySelector('.line.changed .line-text');
    assert.equal(line?.querySelector('del'), null);
    assert.equal(line?.textContent, 'b: 25');
  });

  it('shows markup in names, reasons and config as text', async () => {
    const view = imaginedRun({ story: 'overfitting', name: hostile, layers: [hostile, 'b', 'c'] });
    const diagnosis = imaginedDiagnosis('overfitting');
    const finding = diagnosis.findings[0];
    assert.ok(finding);
    const page = await show(
      { story: 'overfitting' },
      {
        view,
        diagnosis: { ...diagnosis, says: hostile, findings: [{ ...finding, says: hostile }] },
        configText: `name: ${hostile}`,
      },
    );
    for (const button of page.querySelectorAll('button')) button.click();
    assert.equal(page.querySelectorAll('img, a, script, iframe').length, 0);
    const shown = page.textContent ?? '';
    assert.ok(shown.split(hostile).length - 1 >= 6, 'the markup is there to be read');
  });
});
