import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { emptyRunView } from '../../../src/protocol/runView';
import { fromWire } from '../../../src/protocol/wire';
import { createRun } from '../../../src/runs/createRun';
import { reportHtml, type ReportData } from '../../../src/runs/writeReport';
import { exampleNewRun, step } from '../../support/exampleRun';
import { removeTemporaryFolders, temporaryFolder } from '../../support/temporaryFolder';

const script = `document.title = "</script><!-- a script may say this";`;

describe('reportHtml', () => {
  after(removeTemporaryFolders);

  it('lets a hostile config neither end the data nor start a script', async () => {
    const data = await reportData('</script><script>alert(1)</script><!--\u2028&');
    const html = reportHtml(data, script);
    assert.equal(html.match(/<script/g)?.length, 2, 'the data and the one script');
    assert.equal(html.match(/<\/script>/g)?.length, 2);
    assert.equal(html.includes('<!--'), false);
    const json = /id="fitscope-data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    assert.deepEqual(fromWire(json), data);
    assert.match(html, /<title>&lt;\/script&gt;&lt;script&gt;alert/);
  });

  it('allows exactly the script that it carries, and no network', async () => {
    const html = reportHtml(await reportData('plain'), script);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const code = /<\/script>\n<script>(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    const hash = createHash('sha256').update(code).digest('base64');
    assert.ok(policy.includes(`script-src 'sha256-${hash}'`));
    assert.ok(policy.startsWith(`default-src 'none'`));
    assert.equal(policy.includes('http'), false);
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<script'));
  });

  it('thins a run of very many steps, and keeps the first and the last', async () => {
    const data = await reportData('long');
    const steps = Array.from({ length: 60_001 }, (_, i) => step(i));
    const html = reportHtml({ ...data, view: { ...data.view, steps } }, script);
    const json = /id="fitscope-data">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
    const shown = (fromWire(json) as ReportData).view.steps;
    assert.ok(shown.length <= 5001, `${shown.length} steps`);
    assert.deepEqual([shown[0]?.step, shown.at(-1)?.step], [0, 60_000]);
  });
});

async function reportData(name: string): Promise<ReportData> {
  const { record } = await createRun(temporaryFolder(), { ...exampleNewRun, name });
  return {
    view: { ...emptyRunView(record), steps: [step(1, { trainLoss: NaN })] },
    diagnosis: { verdict: 'undecided', says: name, findings: [] },
    configText: name,
    language: 'yaml',
  };
}
