import assert from 'node:assert/strict';
import { commandAddress } from '../../../../src/extension/advice/commandLink';
import { evidenceMarkdown, hoverCommands } from '../../../../src/extension/advice/evidenceMarkdown';
import { findingDiagnostic } from '../../../../src/extension/advice/findingDiagnostics';
import type { Finding } from '../../../../src/protocol/finding';
import { notCentred, tooHigh } from './overdecayed';

const span = { start: 0, end: 1 };

function hover(finding: Finding, trusted = true, run = 'a-run'): string {
  return evidenceMarkdown({ run, finding, span }, { trusted });
}

/** Every link target in a Markdown text. */
function targets(markdown: string): readonly string[] {
  return [...markdown.matchAll(/(?<!\\)\]\(([^)]*)\)/g)].map(([, target = '']) => target);
}

describe('the hover of a finding', () => {
  it('has a table of the evidence with labels, values, expectations and sources', () => {
    const rows = hover(tooHigh)
      .replaceAll('\\', '')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    assert.deepEqual(rows, [
      '| Measured | &nbsp;&nbsp;Value | &nbsp;&nbsp;Step | &nbsp;&nbsp;Expected | &nbsp;&nbsp;Source |',
      '| :-- | --: | --: | :-- | :-- |',
      '| Weight norm ratio | &nbsp;&nbsp;0.38 | &nbsp;&nbsp;460 | &nbsp;&nbsp;above 0.7 | &nbsp;&nbsp;[1] |',
      '| Loss gap | &nbsp;&nbsp;1e-3 | &nbsp;&nbsp;460 | &nbsp;&nbsp;above 0.02 | &nbsp;&nbsp;[2] |',
    ]);
    assert.match(
      hover(tooHigh).replaceAll('\\', ''),
      /^\[1\] measured on recorded runs\n\[2\] the same$/m,
    );
  });

  it('says what the confidence is worth', () => {
    assert.match(hover(tooHigh), /Confidence high: following this rarely did harm/);
    assert.match(hover({ ...notCentred, confidence: 'low' }), /asks for no change by itself/);
  });

  it('links to commands of its own with ids only, and starts nothing without trust', () => {
    const commands = (markdown: string) =>
      targets(markdown).map((target) => /^command:([\w.]+)\?/.exec(target)?.[1]);
    assert.deepEqual(commands(hover(tooHigh)), [
      'fitscope.applyRemedy',
      'fitscope.applyAndRerun',
      'fitscope.showRun',
      'fitscope.explainRule',
    ]);
    assert.deepEqual(commands(hover(tooHigh, false)), [
      'fitscope.applyRemedy',
      'fitscope.showRun',
      'fitscope.explainRule',
    ]);
    assert.deepEqual(commands(hover(notCentred)), ['fitscope.showRun', 'fitscope.explainRule']);
    for (const command of commands(hover(tooHigh))) {
      assert.ok((hoverCommands as readonly (string | undefined)[]).includes(command));
    }
  });

  it('shows hostile texts as texts', () => {
    const hostile =
      '<img src=x onerror=alert(1)> [click](command:workbench.action.quit) ![i](https://e.x/i) ' +
      '`code` **bold** | cell |\n\n# head\n$(bug) https://e.x <https://e.x> me@e.x &lt;';
    const [evidence] = tooHigh.evidence;
    assert.ok(evidence);
    const finding: Finding = {
      ...tooHigh,
      says: hostile,
      evidence: [{ ...evidence, metric: hostile, expected: hostile, source: hostile }],
    };
    const markdown = hover(finding, true, `a)](command:evil "'(`);
    assert.equal(targets(markdown).length, 4);
    for (const target of targets(markdown)) {
      assert.match(target, /^command:fitscope\.\w+\?[\w%.~-]*$/);
    }
    // Nothing that begins a tag, a link, code, a table cell, an icon or an address is left bare.
    const bare = markdown
      .replace(/\\[\s\S]/g, '')
      .replace(/\]\(command:fitscope[^)]*\)/g, '')
      .replaceAll('| &nbsp;&nbsp;', '| ');
    assert.doesNotMatch(bare, /<|`|!\[|\$\(|&|https?:|@|^#/m);
    const table = markdown.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(table.length, 3);
  });
});

describe('a command as an address', () => {
  it('carries its ids through whatever they hold', () => {
    const ids = [`a "b" (c) 'd' [e] %20 é`, 'x:optimizer.weight_decay'];
    const address = commandAddress('fitscope.applyRemedy', ...ids);
    assert.match(address, /^command:fitscope\.applyRemedy\?[\w%.~-]+$/);
    assert.deepEqual(JSON.parse(decodeURIComponent(address.split('?')[1] ?? '')), ids);
  });
});

describe('a finding as a problem', () => {
  it('is a warning with what was seen and the evidence in short', () => {
    const { severity, message, rule } = findingDiagnostic({ run: 'r', finding: tooHigh, span });
    assert.deepEqual([severity, rule], ['warning', 'weight-decay-too-high']);
    assert.equal(
      message,
      `${tooHigh.says}\nMeasured: weight norm ratio 0.38 (expected above 0.7). Confidence: high.`,
    );
  });

  it('is information for a hint', () => {
    const found = findingDiagnostic({ run: 'r', finding: notCentred, span });
    assert.deepEqual([found.severity, found.message], ['information', notCentred.says]);
  });
});
