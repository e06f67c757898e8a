import assert from 'node:assert/strict';
import type { CliContext } from '../../../src/cli/context';
import { diagnosisDocument } from '../../../src/cli/words/diagnosisDocument';
import { formatMeasured, formatSeconds } from '../../../src/cli/words/formatNumber';
import { paintFor } from '../../../src/cli/words/paint';
import { ProgressLine, progressText } from '../../../src/cli/words/progressLine';
import { table } from '../../../src/cli/words/table';
import { tellDiagnosis } from '../../../src/cli/words/tellDiagnosis';
import { advise } from '../../../src/diagnosis/words';
import type { Diagnosis } from '../../../src/protocol/finding';
import type { RunEvent } from '../../../src/protocol/events';
import { emptyRunView, foldEvents, type RunView } from '../../../src/protocol/runView';
import {
  ended,
  epoch,
  exampleEvents,
  exampleSettings,
  started,
  step,
} from '../../support/exampleRun';
import { RecordingStream } from '../../support/recordingStream';

const diagnosis: Diagnosis = {
  verdict: 'over_aligned',
  says: 'The weights shrank to 0.42 of their start.',
  findings: [
    {
      rule: 'weight-decay-too-high',
      severity: 'problem',
      path: 'optimizer.weight_decay',
      says: 'Decay takes more than training gives.',
      evidence: [
        {
          metric: 'weight_norm_ratio',
          step: 46,
          value: 0.4213,
          expected: 'above 0.7',
          source: 'measured',
        },
      ],
      confidence: 'high',
      remedies: [
        {
          id: 'r',
          says: 'Set optimizer.weight_decay to 3e-3 (was 0.01)',
          change: { path: 'optimizer.weight_decay', from: 0.01, to: 3e-3 },
        },
      ],
    },
  ],
};

const plain = (_: unknown, text: string) => text;

describe('tellDiagnosis', () => {
  it('tells verdict, numbers, finding, remedy and evidence', () => {
    const text = tellDiagnosis(viewOf(exampleEvents()), diagnosis, plain);
    for (const part of [
      'digits baseline finished after 3.5 s (observing took 2.9 %), engine onnx 1.30, seed 7.',
      'train       loss 0.3, score 0.91',
      'validation  loss 0.367, score 0.88',
      'OUI         0.7 ',
      'Verdict: over-aligned. The weights shrank',
      '1. problem  optimizer.weight_decay  (high confidence)',
      'Set optimizer.weight_decay to 3e-3 (was 0.01)',
      'weight_norm_ratio 0.421 at step 46; expected above 0.7',
      'Source: measured',
    ])
      assert.ok(text.includes(part), `${part}\nis not in\n${text}`);
  });

  it('says advice that is in the words of a finding once, with the old value', () => {
    const [finding] = diagnosis.findings;
    for (const [verb, says] of [
      ['Set', 'Set optimizer.weight_decay to 3e-3 (was 0.01).'],
      ['Try', 'Try setting optimizer.weight_decay to 3e-3 (was 0.01).'],
    ] as const) {
      const advised = {
        ...finding!,
        says: `Too much.${advise(finding!.remedies, verb)} Then look again.`,
      };
      const view = viewOf(exampleEvents());
      const text = tellDiagnosis(view, { ...diagnosis, findings: [advised] }, plain);
      assert.ok(text.includes(`\n   Too much. ${says} Then look again.\n`), text);
      assert.equal(text.split('weight_decay to 3e-3').length, 2, text);
    }
  });

  it('tells what was done to the data', () => {
    const { record, ...rest } = viewOf(exampleEvents());
    const notes = ['48 samples train.', 'Inputs are as they are.'];
    const view = { ...rest, record: { ...record, notes } };
    assert.ok(
      tellDiagnosis(view, diagnosis, plain).includes(
        '\n  data        48 samples train.\n              Inputs are as they are.\n',
      ),
    );
    assert.deepEqual(diagnosisDocument('/run', view, diagnosis).notes, notes);
  });

  it('says why there is no OUI', () => {
    const notDefined = { oui: 'tanh is never off' };
    const text = tellDiagnosis(viewOf([started({ notDefined }), ended()]), diagnosis, plain);
    assert.match(text, /\n {2}OUI {9}not defined: tanh is never off\n/);
  });

  it('says when it was that a run which did not finish stood so', () => {
    const run = (outcome: 'finished' | 'stopped' | 'diverged', epochs: number) =>
      tellDiagnosis(viewOf([started(), epoch(epochs), ended({ outcome })]), diagnosis, plain);
    assert.match(run('stopped', 3), /\n {2}train .*\(after epoch 3\)\n/);
    assert.match(run('diverged', 0), /\n {2}train .*\(before training\)\n/);
    assert.doesNotMatch(run('finished', 3), /\(after|\(before/);
  });

  it('tells why a run crashed and what of it could not be read', () => {
    const view: RunView = {
      ...viewOf([started(), ended({ outcome: 'crashed', reason: 'The disk is full.' })]),
      problems: ['events.jsonl:3: this line is not JSON: ?'],
    };
    const text = tellDiagnosis(view, { ...diagnosis, findings: [] }, plain);
    assert.match(text, /crashed after .*\n {2}The disk is full\.\n {2}events\.jsonl:3: /);
  });
});

describe('diagnosisDocument', () => {
  it('prefers what was evaluated after an epoch to the means over its batches', () => {
    const { train, validation } = diagnosisDocument('/run', viewOf(exampleEvents()), diagnosis);
    assert.deepEqual(train, { loss: 0.3, score: 0.91, epoch: 2 });
    assert.deepEqual(validation, { loss: 1.1 / 3, score: 0.88, epoch: 2 });
    const withoutThem = viewOf([started(), epoch(1, { metrics: {} })]);
    assert.deepEqual(diagnosisDocument('/run', withoutThem, diagnosis).train, {
      loss: 0.5,
      score: 0.9,
      epoch: 1,
    });
  });

  it('holds a run of more epochs than fit on a stack', () => {
    const epochs = Array.from({ length: 200_000 }, (_, i) => epoch(i));
    assert.equal(
      diagnosisDocument('/run', { ...viewOf([started()]), epochs }, diagnosis).train?.epoch,
      199_999,
    );
  });

  it('has the last value of each metric, wherever it was last measured', () => {
    const view = viewOf([
      started(),
      step(1, { metrics: { oui: 0.5, dead_units: 0.1 } }),
      step(2, { metrics: { oui: 0.6 } }),
      epoch(1, { metrics: { loss_gap: 0.2, train_loss: 1 } }),
    ]);
    assert.deepEqual(diagnosisDocument('/run', view, diagnosis).last.metrics, {
      loss_gap: 0.2,
      oui: 0.6,
      dead_units: 0.1,
    });
  });

  it('has no train result where no epoch was evaluated', () => {
    const document = diagnosisDocument('/run', viewOf([]), diagnosis, ['The disk is full.']);
    assert.equal(document.train, null);
    assert.equal('validation' in document, false);
    assert.deepEqual(document.problems, ['The disk is full.']);
  });
});

describe('the progress line', () => {
  it('tells epoch, loss, score, OUI and what observing costs', () => {
    const view = viewOf([
      started(),
      step(23),
      epoch(1, { monitoringShare: 0.021 }),
      step(30, { trainLoss: 0.4321, metrics: {} }),
    ]);
    assert.equal(progressText(view), 'epoch 2/4  loss 0.432  score 0.88  OUI 0.7  observing 2.1 %');
    assert.equal(progressText(viewOf([])), 'starting');
  });

  it('is written over itself, never longer than the terminal, and taken away at the end', () => {
    const stream = new RecordingStream(true, 30);
    const line = new ProgressLine(stream);
    line.show('epoch 1/4  loss 0.5');
    line.show('x'.repeat(100));
    assert.equal(stream.text.includes('\n'), false);
    assert.equal(stream.lastLine, 'x'.repeat(29));
    line.clear();
    assert.equal(stream.lastLine, '');
  });

  it('is silent in a pipe', () => {
    const stream = new RecordingStream(false);
    const line = new ProgressLine(stream);
    line.show('epoch 1/4');
    line.clear();
    assert.equal(stream.text, '');
  });
});

describe('colours', () => {
  const painted = (isTTY: boolean, environment: CliContext['environment']) =>
    paintFor(new RecordingStream(isTTY), { environment } as CliContext)('red', 'x');

  it('are for a terminal, and not where NO_COLOR is set', () => {
    assert.equal(painted(true, {}), '\u001b[31mx\u001b[0m');
    assert.equal(painted(true, { NO_COLOR: '' }), '\u001b[31mx\u001b[0m');
    assert.equal(painted(true, { NO_COLOR: '1' }), 'x');
    assert.equal(painted(true, { TERM: 'dumb' }), 'x');
    assert.equal(painted(false, {}), 'x');
  });
});

describe('numbers and tables', () => {
  it('are short and keep their size', () => {
    const measured = [0, 0.71234, 12.345, 1234.5, 1.24e-5, -0.5, NaN, Infinity, 2.5e7];
    assert.deepEqual(measured.map(formatMeasured), [
      ...['0', '0.712', '12.3', '1235', '1.2e-5', '-0.5', 'NaN', 'Infinity', '2.5e7'],
    ]);
    assert.deepEqual([0.84, 59.9, 200, 3900].map(formatSeconds), [
      ...['0.8 s', '59.9 s', '3 min 20 s', '1 h 05 min'],
    ]);
  });

  it('have columns as wide as their widest cell', () => {
    assert.equal(table(['a', 'bb'], [['xxx', 'y']], plain), 'a    bb\nxxx  y\n');
  });
});

function viewOf(events: readonly RunEvent[]): RunView {
  const record = {
    formatVersion: 1,
    id: 'an-id',
    name: 'digits baseline',
    configPath: '/x.fit.yaml',
    configFile: 'config.yaml',
    settings: exampleSettings,
    overrides: {},
    seed: 7,
    trainer: { kind: 'core' },
    versions: {},
    created: '2026-11-22T15:30:12.000Z',
    outcome: 'running',
  } as const;
  return foldEvents(emptyRunView(record), events);
}
