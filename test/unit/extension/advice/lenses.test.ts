import assert from 'node:assert/strict';
import { rules } from '../../../../src/diagnosis/rules';
import { configLenses, type LensState } from '../../../../src/extension/advice/configLenses';
import { measuredInWords } from '../../../../src/extension/advice/measuredInWords';
import type { Comparison } from '../../../../src/protocol/comparison';
import { notCentred, tooHigh, tooSlow } from './overdecayed';

const idle: LensState = {
  config: 'file:///digits.fit.yaml',
  trusted: true,
  standing: [],
  now: new Date('2026-01-01T10:02:30Z'),
};
const last = {
  run: 'a-run',
  outcome: 'finished',
  verdict: 'over_aligned',
  ended: '2026-01-01T10:00:00Z',
} as const;

function titles(state: LensState): readonly string[] {
  return configLenses(state).map(({ title }) => title.replace(/^\$\([a-z-]+\)\u00a0/, ''));
}

describe('lenses of a config', () => {
  it('offer to diagnose and to sweep what was never run', () => {
    const config = 'file:///digits.fit.yaml';
    assert.deepEqual(
      configLenses(idle).map(({ title, command, ids, at }) => [title, command, ids, at]),
      [
        ['$(pulse)\u00a0Diagnose', 'fitscope.diagnose', [config], 0],
        ['$(beaker)\u00a0Sweep...', 'fitscope.sweep', [config], 0],
      ],
    );
  });

  it('offer to start a section sweep where it stands, and lead to a sweep that is at work', () => {
    const written = configLenses({ ...idle, section: 120 });
    assert.deepEqual(
      written.slice(1).map(({ title, command, at }) => [title.split('\u00a0')[1], command, at]),
      [
        ['Sweep...', 'fitscope.sweep', 0],
        ['Start Sweep', 'fitscope.sweepAsWritten', 120],
      ],
    );
    const sweep = { id: 's', isPaused: false, done: 3, planned: 12 };
    const atWork = configLenses({ ...idle, section: 120, sweep });
    assert.deepEqual(
      atWork
        .slice(1)
        .map(({ title, command, ids, at }) => [title.split('\u00a0')[1], command, ids, at]),
      [0, 120].map((at) => ['Sweep: 3 of 12', 'fitscope.showSweep', ['s'], at]),
    );
    const guided = { id: 's', isPaused: true, done: 3 };
    assert.deepEqual(titles({ ...idle, sweep: guided }), ['Diagnose', 'Sweep: 3 done']);
    assert.deepEqual(titles({ ...idle, section: 9, trusted: false }), [
      'Trust this folder to diagnose',
    ]);
  });

  it('offer to stop with the progress, and nothing of the last run, while one is at work', () => {
    const state = { ...idle, last, live: { run: 'b', progress: 0.439 } };
    assert.deepEqual(titles(state), ['Stop (43 %)', 'Watch']);
    assert.deepEqual(configLenses(state)[0]?.ids, ['b']);
  });

  it('tell the last verdict and when it was', () => {
    assert.deepEqual(titles({ ...idle, last }), [
      'Diagnose',
      'Sweep...',
      'over-aligned, 2 min ago',
    ]);
    assert.deepEqual(titles({ ...idle, last: { ...last, verdict: null, outcome: 'crashed' } }), [
      ...['Diagnose', 'Sweep...', 'crashed, 2 min ago'],
    ]);
  });

  it('tell whether the advice helped, by the number that decided, and the rest when asked', () => {
    const number = { unit: 'accuracy', before: 0.3, after: 0.947, noise: 0.05 } as const;
    const comparison: Comparison = {
      helped: 'yes',
      says: 'It helped: validation loss fell from 0.412 to 0.25. The rest stayed. And so on.',
      numbers: [
        { ...number, label: 'first', better: 'neither' },
        { ...number, label: 'validation accuracy', better: 'after' },
      ],
      changed: [],
    };
    const state = { ...idle, last: { ...last, comparison } };
    assert.equal(titles(state)[3], 'It helped: validation accuracy 30.0 % to 94.7 %');
    assert.deepEqual(
      [configLenses(state)[3]?.title.slice(0, 8), configLenses(state)[3]?.tooltip],
      ['$(check)', comparison.says],
    );
    const wordy = { ...idle, last: { ...last, comparison: { ...comparison, numbers: [] } } };
    assert.equal(titles(wordy)[3], 'It helped: validation loss fell from 0.412 to 0.25');
  });

  it('ask for trust instead of starting anything', () => {
    const commands = configLenses({ ...idle, trusted: false, last }).map(({ command }) => command);
    assert.deepEqual(commands, ['workbench.trust.manage', 'fitscope.showRun']);
  });

  it('stand over each measured value with what was measured and which way to go', () => {
    const standing = [
      { run: 'r', finding: tooHigh, span: { start: 200, end: 203 } },
      { run: 'r', finding: tooSlow, span: { start: 150, end: 154 } },
      { run: 'r', finding: notCentred, span: { start: 5, end: 6 } },
    ];
    const lenses = configLenses({ ...idle, standing }).slice(2);
    assert.deepEqual(
      lenses.map(({ at, title }) => [at, title]),
      [
        [200, '$(warning)\u00a0weight norm 0.38 of start: lower it'],
        [150, '$(info)\u00a0weight norm 0.38 of start: change both'],
        [5, '$(info)\u00a0inputs not centred'],
      ],
    );
    assert.deepEqual(lenses[0]?.ids, ['file:///digits.fit.yaml', 'weight-decay-too-high']);
  });

  it('have words for every rule and show icons in texts as texts', () => {
    for (const { id } of rules) assert.ok(measuredInWords({ ...notCentred, rule: id }).length > 0);
    const comparison = {
      helped: 'no',
      says: 'It $(bug) did not.',
      numbers: [],
      changed: [],
    } as const;
    assert.match(titles({ ...idle, last: { ...last, comparison } })[3] ?? '', /\\\$\(bug\)/);
  });
});
