import assert from 'node:assert/strict';
import { progressOf } from '../../../src/extension/runs/progress';
import { runLook } from '../../../src/extension/views/runLook';
import { runTooltip } from '../../../src/extension/views/runTooltip';
import { spokenRun } from '../../../src/extension/views/spokenRun';
import { statusText } from '../../../src/extension/views/statusText';
import type { RunOutcome } from '../../../src/protocol/events';
import type { Verdict } from '../../../src/protocol/finding';
import { emptyRunView, foldEvents, type RunView } from '../../../src/protocol/runView';
import { epoch, exampleEvents, started, step } from '../../support/exampleRun';
import { diagnosisOf, FakeRun } from './fakeStore';

const outcomes: readonly RunOutcome[] = ['finished', 'stopped', 'diverged', 'crashed', 'running'];
const verdicts: readonly (Verdict | null)[] = [
  null,
  'underfitting',
  'balanced',
  'overfitting',
  'over_aligned',
  'lazy',
  'unstable',
  'undecided',
];

describe('the look of a run', () => {
  it('never says its state by colour alone', () => {
    const seen = new Map<string, string>();
    for (const outcome of outcomes) {
      for (const verdict of verdicts) {
        const { icon, words } = runLook(outcome, verdict);
        assert.ok(words.length > 0);
        const before = seen.get(words);
        assert.ok(before === undefined || before === icon, `${words}: ${before} and ${icon}`);
        seen.set(words, icon);
      }
    }
    assert.ok(seen.size >= 12, [...seen.keys()].join());
  });

  it('shows progress while it is live, whatever else is known', () => {
    assert.deepEqual(runLook('running', 'unstable', 0.999).words, '99 %');
    assert.equal(runLook('finished', 'over_aligned').words, 'over-aligned');
    assert.equal(runLook('stopped', 'underfitting').words, 'stopped, underfitting');
  });

  it('is spoken with its state said once', () => {
    const run = { name: 'digits', outcome: 'stopped' } as const;
    assert.equal(
      spokenRun(run, false, 'stopped, lazy', '5 min ago'),
      'digits, stopped, lazy, started 5 min ago',
    );
    const finished = { name: 'digits', outcome: 'finished' } as const;
    assert.equal(
      spokenRun(finished, false, 'balanced', 'yesterday'),
      'digits, finished, balanced, started yesterday',
    );
    const live = { name: 'digits', outcome: 'running' } as const;
    assert.equal(
      spokenRun(live, true, '42 %', 'just now'),
      'digits, training, 42 %, started just now',
    );
  });
});

describe('progress', () => {
  const { record } = new FakeRun('one', '/a').view;
  const view = emptyRunView(record);

  it('counts steps, or epochs where a trainer does not say how many steps there will be', () => {
    assert.equal(progressOf(view), 0);
    assert.equal(progressOf(foldEvents(view, [started(), step(46)])), 0.5);
    const silent = { ...started(), totalSteps: 0 };
    assert.equal(progressOf(foldEvents(view, [silent, step(46), epoch(1)])), 0.25);
    assert.equal(progressOf(foldEvents(view, [started(), step(1000), epoch(9)])), 1);
  });
});

describe('the tooltip of a run', () => {
  it('holds the numbers', () => {
    const text = runTooltip(viewNamed('digits'), diagnosisOf('It fits.'));
    assert.match(text, /^\*\*digits\*\* finished/);
    assert.match(text, /\| Epochs \| 2 of 4 \|/);
    assert.match(text, /\| Validation loss \| 0\\\.367 \|/);
    assert.match(text, /\| OUI \| 0\\\.7 \|/);
    assert.match(text, /\*\*undecided\*\*: It fits/);
  });

  it('shows what a config or a run says as text, not as links, tables or HTML', () => {
    const nasty = '[x](command:quit) <img src=a> | $(bug) **b** `c`\n\n# d';
    const text = runTooltip(viewNamed(nasty), diagnosisOf(nasty));
    assert.doesNotMatch(text, /(^|[^\\])[[\]<>`$#]/m);
    assert.doesNotMatch(text, /[^\\]\]\(/);
    assert.ok(!text.split('\n\n').some((part) => part.startsWith('#')));
  });
});

describe('the status bar', () => {
  it('tells one run by name, several by number, none not at all', () => {
    const run = { name: 'digits', progress: 0.426 };
    assert.equal(statusText([]), undefined);
    assert.deepEqual(statusText([run]), {
      text: '$(pulse) Fitscope: digits 42 %',
      label: 'Fitscope: digits is being trained, 42 % done',
    });
    const two = statusText([run, { name: 'fashion', progress: 0 }]);
    assert.equal(two?.text, '$(pulse) Fitscope: 2 runs');
    assert.match(two?.label ?? '', /digits 42 %, fashion 0 %/);
  });

  it('shortens a long name and shows no icon that a name asks for', () => {
    const said = statusText([{ name: '$(bug) a name of more than twenty letters', progress: 1 }]);
    assert.equal(said?.text, '$(pulse) Fitscope: \\$(bug) a name of more t… 100 %');
    assert.match(said?.label ?? '', /more than twenty letters/);
  });
});

function viewNamed(name: string): RunView {
  const { record } = new FakeRun('one', '/a').view;
  return foldEvents(emptyRunView({ ...record, name }), exampleEvents());
}
