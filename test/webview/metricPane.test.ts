import assert from 'node:assert/strict';
import { emptyPage } from '../support/emptyPage';
import { imaginedRun } from '../support/imaginedRun';
import { waitFor } from '../support/waitFor';

describe('the metrics of a run that goes on', () => {
  let close: () => Promise<void>;
  beforeEach(() => (close = emptyPage()));
  afterEach(() => close());

  it('get their new values while what was opened stays open, with the focus', async () => {
    const { metricPane } = await import('../../webview/panel/metricPane');
    const whole = imaginedRun({ story: 'overfitting', outcome: 'running' });
    const pane = metricPane();
    document.body.append(pane.element);
    const line = () => pane.element.querySelector<HTMLDetailsElement>('[data-metric=oui]')!;
    const said = () => line().querySelector('.metric-values')?.textContent ?? '';
    pane.update({ ...whole, steps: whole.steps.slice(0, 2) });
    await waitFor('values', () => said() !== '' && allDrawn(pane.element));
    const before = said();
    line().open = true;
    line().querySelector<HTMLElement>('summary')!.focus();
    pane.update({ ...whole, outcome: 'finished' });
    await waitFor('new values', () => said() !== before && allDrawn(pane.element));
    assert.ok(line().open);
    assert.equal(document.activeElement, line().querySelector('summary'));
    assert.match(pane.element.querySelector('.layer-notes')?.textContent ?? '', /\.$/);
  });
});

function allDrawn(pane: HTMLElement): boolean {
  const lines = pane.querySelectorAll('details').length;
  return lines > 0 && pane.querySelectorAll('details .metric-values').length === lines;
}
