import assert from 'node:assert/strict';
import { sayLastValues, type ChartSpec } from '../../webview/charts/chartSpec';
import { epochRange, linesOf } from '../../webview/charts/lines';
import { lineStyles } from '../../webview/charts/lineStyle';
import { runCharts } from '../../webview/charts/runCharts';
import { imaginedRun, type Story } from '../support/imaginedRun';

function chart(story: Story, id: string): ChartSpec {
  const found = runCharts(imaginedRun({ story })).find((one) => one.id === id);
  assert.ok(found, `no chart ${id} of ${story}`);
  return found;
}

describe('charts of a run', () => {
  it('say their last values and the epoch', () => {
    const view = imaginedRun({ story: 'overfitting' });
    const last = view.steps.at(-1);
    const two = (value: number | undefined): string => (value ?? NaN).toFixed(2);
    assert.equal(
      sayLastValues(chart('overfitting', 'oui')),
      `OUI: mean ${two(last?.metrics['oui'])}, hidden1 ${two(last?.layers['hidden1']?.['oui'])}, ` +
        `hidden2 ${two(last?.layers['hidden2']?.['oui'])}, at epoch 20`,
    );
  });

  it('mark the level of OUI at the start and say how far it fell', () => {
    const spec = chart('collapsing', 'oui');
    const start = imaginedRun({ story: 'collapsing' }).steps[0]?.metrics['oui'];
    assert.equal(spec.level?.value, start);
    assert.equal(spec.level?.shades, 'oui');
    assert.match(spec.facts.join(), /fell by 6\d/);
  });

  it('say that a line broke off', () => {
    assert.match(sayLastValues(chart('diverging', 'weights')), /norm 1\.\d\d, then NaN/);
    assert.match(chart('diverging', 'loss').facts.join(), /not finite from epoch 7\.\d\d/);
  });

  it('read a loss over many decades on a log axis, and only such a one', () => {
    assert.equal(chart('overfitting', 'loss').axis.scale, 'log');
    assert.equal(chart('diverging', 'loss').axis.scale, 'log');
    assert.equal(chart('collapsing', 'loss').axis.scale, 'linear');
  });

  it('say where validation loss was lowest', () => {
    assert.match(
      chart('overfitting', 'loss').facts.join(),
      /lowest 0\.\d+ at epoch \d, now 1\.\d+/,
    );
  });

  it('give the reason where there is nothing to show', () => {
    const spec = chart('tanh', 'oui');
    assert.deepEqual(spec.series, []);
    assert.equal(sayLastValues(spec), 'OUI: Not measured: tanh has no on/off bits.');
  });

  it('show dead units only when there were any', () => {
    const ids = (story: Story): readonly string[] =>
      runCharts(imaginedRun({ story })).map((one) => one.id);
    assert.ok(ids('collapsing').includes('dead-units'));
    assert.ok(!ids('balanced').includes('dead-units'));
  });

  it('show the same epochs, all planned ones while the run goes on', () => {
    const ended = runCharts(imaginedRun({ story: 'diverging' })).map((one) => epochRange(one).to);
    assert.deepEqual(new Set(ended), new Set([8]));
    const half = imaginedRun({ story: 'diverging', outcome: 'running' });
    assert.deepEqual(new Set(runCharts(half).map((one) => epochRange(one).to)), new Set([20]));
  });

  it('are made of a run that has only begun', () => {
    const { record } = imaginedRun({ story: 'balanced' });
    const bare = { record, steps: [], epochs: [], adjustments: [], outcome: 'running' } as const;
    for (const spec of runCharts(bare)) {
      assert.deepEqual(spec.series, []);
      assert.match(sayLastValues(spec), /Not measured: /);
    }
  });
});

describe('lines of a chart', () => {
  const one = (i: number): ChartSpec['series'][number] => ({
    id: `layer:${i}`,
    label: `${i}`,
    role: 'part',
    x: [0, 1],
    y: [0, 1],
  });

  it('differ in dash and point as long as there are few, not in colour alone', () => {
    const styles = lineStyles(Array.from({ length: 7 }, (_, i) => one(i)));
    assert.equal(new Set(styles.map((style) => style.dash.join())).size, 7);
    assert.equal(new Set(styles.map((style) => style.point)).size, 7);
  });

  it('never look the same, up to 40 of them', () => {
    const styles = lineStyles(Array.from({ length: 40 }, (_, i) => one(i)));
    const looks = styles.map(
      ({ colour, dash, point }) => `${colour} ${dash.join()} ${String(point)}`,
    );
    assert.equal(new Set(looks).size, 40);
  });

  it('carry marks that are few on a long line, and one on a lone point', () => {
    const theme = { text: '', muted: '', grid: '', surface: '', fall: '', lines: [], font: '' };
    const x = Array.from({ length: 5000 }, (_, i) => i / 100);
    const long = { ...one(0), x, y: x };
    const lone = { ...one(1), x: [0, 1, 2], y: [NaN, 5, NaN] };
    const spec = { ...chart('balanced', 'oui'), series: [long, lone], untilEpoch: 50 };
    const [first, second] = linesOf(spec, theme, 560).marks;
    const marks = first?.at.length ?? 0;
    assert.ok(marks >= 8 && marks <= 11, `${marks} marks`);
    assert.equal(second?.at.length, 1);
  });
});
