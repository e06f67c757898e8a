import assert from 'node:assert/strict';
import fc from 'fast-check';
import { metricIds } from '../../../src/metrics/catalog';
import { diagnose, examineAll } from '../../../src/diagnosis/diagnose';
import { curves } from '../../../src/diagnosis/evidence';
import { extractSignals } from '../../../src/diagnosis/extractSignals';
import { rules } from '../../../src/diagnosis/rules';
import type { StepEnded } from '../../../src/protocol/events';
import { emptyRunView, type RunView } from '../../../src/protocol/runView';
import { falling, handMadeRun, healthyMetrics, type RunSketch } from './handMadeRun';

const verdictOf = (sketch: RunSketch) => diagnose(handMadeRun(sketch)).verdict;

const loose = () => ({ ...healthyMetrics, total_shrink: 0.001 });

describe('diagnose', () => {
  it('is undecided about an empty run, and says so', () => {
    const diagnosis = diagnose(emptyRunView(handMadeRun().record));
    assert.equal(diagnosis.verdict, 'undecided');
    assert.deepEqual(diagnosis.findings, []);
    assert.ok(diagnosis.says.length > 0);
    const { record } = handMadeRun({ done: 0, outcome: 'crashed' });
    assert.match(diagnose(emptyRunView(record)).says, /crashed before there was anything to read/);
  });

  it('says little before a tenth of the run', () => {
    const sketch = {
      epochs: 40,
      done: 3,
      train: () => 0.99,
      metrics: () => ({ weight_movement: 0.01 }),
    };
    const diagnosis = diagnose(handMadeRun(sketch));
    assert.deepEqual(diagnosis.findings, []);
    assert.match(diagnosis.says, /Too early to tell: 8 % of the run is done/);
    const crashed = diagnose(handMadeRun({ ...sketch, outcome: 'crashed' }));
    assert.match(crashed.says, /8 % of the run was done when it crashed/);
  });

  it('offers a sweep in words where one run cannot tell', () => {
    const diagnosis = diagnose(handMadeRun({ validation: undefined }));
    assert.equal(diagnosis.verdict, 'undecided');
    assert.match(diagnosis.says, /cannot tell/);
    assert.match(diagnosis.says, / 1e-4, 3e-4, 1e-3, 3e-3 and 0.01, each with the weight decay/);
    const withValidation = diagnose(handMadeRun({ metrics: loose }));
    assert.equal(withValidation.verdict, 'undecided');
    assert.match(withValidation.says, /^No sign asks for a change, but one run cannot tell/);
  });

  it('explains the OUI that a run which blew up ended with', () => {
    const view = handMadeRun({ done: 6, outcome: 'diverged', train: (epoch) => 1 + 9 * epoch });
    const [last] = view.steps.slice(-1);
    assert.ok(last);
    const after: StepEnded = {
      ...last,
      step: last.step + 7,
      epoch: last.epoch + 0.14,
      metrics: { oui: 0.2, oui_relative: 0.25 },
    };
    const { explanations = [] } = diagnose({ ...view, steps: [...view.steps, after] });
    assert.deepEqual(
      explanations.map(({ metric, step, value }) => [metric, step, value]),
      [['oui_relative', last.step + 7, 0.25]],
    );
  });

  it('says of OUI above its start that it is, not that nothing changed', () => {
    const saysAt = (oui_relative: number) =>
      diagnose(handMadeRun({ metrics: () => ({ ...healthyMetrics, oui_relative }) }))
        .explanations?.[0]?.says ?? '';
    assert.match(saysAt(1.3), /130 % of its start.* more than they did at the start/);
    assert.match(saysAt(1.02), /as they did at the start/);
  });

  it('explains OUI whenever it was measured', () => {
    for (const sketch of [{}, { done: 5 }, { validation: undefined }])
      assert.equal(diagnose(handMadeRun(sketch)).explanations?.[0]?.metric, 'oui_relative');
  });

  it('gives each kind of run its verdict', () => {
    const slow = (epoch: number) => 1 - 0.02 * epoch;
    const still = { ...healthyMetrics, weight_movement: 0.05, total_shrink: 0.05 };
    assert.equal(verdictOf({}), 'balanced');
    assert.equal(
      verdictOf({ train: slow, validation: slow, metrics: () => still }),
      'underfitting',
    );
    assert.equal(verdictOf({ train: falling(0.01), validation: falling(0.7) }), 'overfitting');
    assert.equal(verdictOf({ train: (epoch) => (epoch < 5 ? 1 : NaN) }), 'unstable');
    assert.equal(verdictOf({ metrics: loose }), 'undecided');
    const model = { init: { scheme: 'he_normal', scale: 6 } } as const;
    const large = { settings: { model }, train: (epoch: number) => (epoch === 0 ? 160 : 8) };
    const hardly = { ...healthyMetrics, weight_change: 0.1 };
    assert.equal(verdictOf({ ...large, metrics: () => hardly }), 'lazy');
    const learned = { train: falling(0.01), validation: falling(0.08) };
    assert.equal(verdictOf({ ...learned, metrics: loose }), 'balanced');
  });

  it('calls no run balanced that shows traces of steps too large', () => {
    const collapsed = (oui_relative: number) => () => ({ ...healthyMetrics, oui_relative });
    assert.equal(verdictOf({ metrics: collapsed(0.71) }), 'balanced');
    assert.equal(verdictOf({ metrics: collapsed(0.69) }), 'undecided');
    const bump = (size: number) => (epoch: number) =>
      falling(0.2)(epoch) + (epoch === 15 ? size : 0);
    assert.equal(verdictOf({ train: bump(0.04) }), 'balanced');
    assert.equal(verdictOf({ train: bump(0.06) }), 'undecided');
  });

  it('reads the same at a tenth of a run as of the finished run cut there', () => {
    const full = handMadeRun({ train: falling(0.3), validation: falling(0.6) });
    const cut: RunView = {
      ...full,
      outcome: 'running',
      epochs: full.epochs.slice(0, 3),
      steps: full.steps.slice(0, 3),
    };
    assert.deepEqual(extractSignals(cut).early, extractSignals(full).early);
  });
});

describe('joint advice', () => {
  it('is silent about all else in a run that blew up', () => {
    const { findings } = diagnose(
      handMadeRun({
        train: (epoch) => (epoch < 10 ? 0.98 : NaN),
        metrics: () => ({ ...healthyMetrics, weight_norm_ratio: 0.2, oui_relative: 0.1 }),
        layers: () => ({ hidden1: { dead_units: 0.9 } }),
      }),
    );
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['diverged'],
    );
  });

  it('cures a far too large start before the learning rate', () => {
    const settings = { model: { init: { scheme: 'he_normal', scale: 6 } } } as const;
    const { findings, verdict } = diagnose(
      handMadeRun({ settings, train: (epoch) => (epoch === 0 ? 200 : NaN) }),
    );
    assert.equal(verdict, 'unstable');
    assert.deepEqual(
      findings.map(({ rule, remedies }) => [rule, remedies.length]),
      [
        ['initialization-too-large', 1],
        ['diverged', 0],
      ],
    );
  });

  it('lets the finding ranked first have the value, and keeps the words of the other', () => {
    const { findings } = diagnose(
      handMadeRun({
        train: (epoch) => (epoch === 3 ? 1.1 : 0.97),
        validation: () => 0.97,
        trainScore: () => 0.3,
        metrics: () => ({ ...healthyMetrics, oui_relative: 0.3 }),
      }),
    );
    const onRate = findings.filter(({ path }) => path === 'optimizer.learning_rate');
    assert.deepEqual(
      onRate.map(({ rule, remedies }) => [rule, remedies.length]),
      [
        ['units-collapsed', 1],
        ['loss-bump', 0],
      ],
    );
    assert.match(onRate[0]?.says ?? '', /Set optimizer.learning_rate to/);
    assert.doesNotMatch(onRate[1]?.says ?? '', /Set|Try/);
  });
});

describe('any run', () => {
  it('has sound findings', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyRun, (sketch) => {
        const view = handMadeRun(sketch);
        const known: readonly string[] = [...metricIds, ...curves];
        for (const finding of examineAll(extractSignals(view))) {
          seen.add(finding.rule);
          for (const { metric, value } of finding.evidence) {
            assert.ok(known.includes(metric), metric);
            assert.ok(Number.isFinite(value), `${metric} ${value}`);
          }
        }
        const { findings, says } = diagnose(view);
        assert.ok(
          !/undefined|NaN %|\[object/.test(says + findings.map((one) => one.says).join()),
          says,
        );
        const changed = findings.flatMap(({ remedies }) => remedies.map(({ change }) => change));
        const values = changed.map(({ path }) => path.replace('output_multiplier', 'init.scale'));
        assert.equal(new Set(values).size, values.length, values.join());
        for (const { from, to } of changed) {
          assert.ok(Number.isFinite(to) && to > 0 && to !== from, `${from} -> ${to}`);
          assert.ok(
            String(Number(to.toPrecision(2))) === String(to),
            `${to} has more than two digits`,
          );
        }
      }),
      { numRuns: 5000, seed: 1 },
    );
    assert.deepEqual([...seen].sort(), rules.map(({ id }) => id).sort(), 'every rule spoke');
  }).timeout(60_000);
});

const share = fc.double({ min: 0, max: 1, noNaN: true });
const positive = (low: number, high: number) =>
  fc
    .double({ min: Math.log(low), max: Math.log(high), noNaN: true })
    .map((exponent) => Math.exp(exponent));

/** Runs of every kind, with metrics missing here and there. */
const anyRun: fc.Arbitrary<RunSketch> = fc
  .record({
    first: fc.oneof(fc.constant(1.02), positive(0.5, 500)),
    floor: fc.oneof(fc.constant(0), share, positive(0.5, 5), fc.constant(NaN)),
    gap: fc.oneof(fc.constant(0), share),
    bump: fc.oneof(fc.constant(0), share),
    score: fc.oneof(fc.constant(1), fc.constant(0.1), share),
    validationScore: fc.oneof(fc.constant(0.1), share),
    validated: fc.boolean(),
    evaluated: fc.boolean(),
    done: fc.integer({ min: 0, max: 20 }),
    finished: fc.boolean(),
    stepsPerEpoch: fc.constantFrom(3, 50),
    regression: fc.boolean(),
    noise: fc.constantFrom(0, 0.3),
    optimizer: fc.record({
      kind: fc.constantFrom('sgd', 'momentum', 'adam', 'adamw', 'muon'),
      learning_rate: positive(1e-6, 10),
      weight_decay: fc.oneof(fc.constant(0), positive(1e-8, 100)),
      momentum: fc.constantFrom(0, 0.9),
    }),
    scale: fc.oneof(fc.constant(1), positive(0.01, 20)),
    multiplier: fc.oneof(fc.constant(1), positive(0.01, 20)),
    normalization: fc.constantFrom('none', 'batch', 'layer'),
    standardize: fc.boolean(),
    centred: fc.boolean(),
    metrics: fc.record(
      {
        oui: share,
        oui_relative: share,
        weight_norm_ratio: positive(0.05, 3),
        weight_movement: fc.oneof(fc.constant(0.1), positive(0.01, 3)),
        weight_change: fc.oneof(fc.constant(6), fc.constant(0.1), positive(0.01, 30)),
        total_shrink: positive(1e-4, 100),
        gradient_feature_alignment: fc.oneof(fc.constant(0.01), share),
        neuron_alignment: fc.oneof(fc.constant(0.97), fc.constant(0.99), share),
        decay_horizon: positive(0.01, 1000),
      },
      { requiredKeys: [] },
    ),
    dead: share,
  })
  .map((one): RunSketch => {
    const train = (epoch: number) => {
      const bump = epoch === 3 ? one.bump : 0;
      return epoch === 0 ? one.first : one.floor + bump + Math.exp(-epoch) * Math.min(one.first, 1);
    };
    return {
      settings: {
        loss: one.regression ? 'mse' : 'cross_entropy',
        optimizer: one.optimizer as Required<NonNullable<RunSketch['settings']>>['optimizer'],
        dataset: { label_noise: one.noise, standardize: one.standardize },
        model: {
          init: { scheme: 'he_normal', scale: one.scale },
          output_multiplier: one.multiplier,
          normalization: one.normalization as 'none' | 'batch' | 'layer',
        },
      },
      classes: one.regression ? undefined : 10,
      done: one.finished ? 20 : one.done,
      stepsPerEpoch: one.stepsPerEpoch,
      inputsCentred: one.centred,
      train,
      validation: one.validated ? (epoch) => train(epoch) + one.gap : undefined,
      trainScore: () => one.score,
      validationScore: () => one.validationScore,
      evaluated: (epoch) => one.evaluated || epoch % 5 === 2,
      metrics: () => one.metrics as Record<string, number>,
      layers: () => ({ hidden1: { dead_units: one.dead } }),
    };
  });
