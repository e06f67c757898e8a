import assert from 'node:assert/strict';
import { askRule, changesOf } from './askRule';
import { falling, healthyMetrics, type RunSketch } from './handMadeRun';

const metrics = (changed: Record<string, number>) => () => ({ ...healthyMetrics, ...changed });
const scaled = (scale: number, normalization: 'none' | 'batch' = 'none') => ({
  model: { init: { scheme: 'he_normal', scale }, normalization } as const,
});

describe('rule lazy-training', () => {
  const id = 'lazy-training';
  const lazy: RunSketch = {
    train: falling(0.01),
    validation: falling(0.3),
    trainScore: () => 1,
    metrics: metrics({ weight_change: 0.2 }),
  };

  it('explains, and changes nothing where the scale is the usual one', () => {
    const finding = askRule(id, lazy);
    assert.equal(finding?.severity, 'hint');
    assert.equal(finding.confidence, 'low');
    assert.deepEqual(finding.remedies, []);
  });

  it('says "try" of a scale that is itself above 1', () => {
    const finding = askRule(id, { ...lazy, settings: scaled(8) });
    assert.deepEqual(changesOf(finding), ['model.init.scale 2']);
    assert.match(finding?.says ?? '', /Try/);
  });

  it('is silent unless the data are fitted by weights that hardly changed, with a gap', () => {
    assert.equal(askRule(id, { ...lazy, trainScore: () => 0.98 }), undefined);
    assert.equal(askRule(id, { ...lazy, metrics: metrics({ weight_change: 0.31 }) }), undefined);
    assert.equal(askRule(id, { ...lazy, validation: falling(0.05) }), undefined);
  });

  it('is silent under normalization, where the size of weights has no meaning', () => {
    assert.equal(askRule(id, { ...lazy, settings: scaled(8, 'batch') }), undefined);
  });
});

describe('rule rich-training', () => {
  it('speaks above 8 and lets only a small start be tried', () => {
    const rich = metrics({ weight_change: 9 });
    assert.deepEqual(askRule('rich-training', { metrics: rich })?.remedies, []);
    assert.deepEqual(
      changesOf(askRule('rich-training', { metrics: rich, settings: scaled(0.05) })),
      ['model.init.scale 0.2'],
    );
    assert.equal(askRule('rich-training', { metrics: metrics({ weight_change: 7 }) }), undefined);
  });
});

describe('rule over-alignment', () => {
  const id = 'over-alignment';
  const aligned: RunSketch = {
    settings: { dataset: { label_noise: 0.2 }, ...scaled(0.01) },
    validation: falling(0.5),
    metrics: metrics({ neuron_alignment: 0.96, weight_change: 6 }),
  };

  it('is only possible, and offers the run that would show it', () => {
    const finding = askRule(id, aligned);
    assert.deepEqual(changesOf(finding), ['model.init.scale 0.05']);
    assert.match(finding?.says ?? '', /^Possible/);
  });

  it('wants alignment, doubtful labels and a gap together', () => {
    assert.equal(askRule(id, { ...aligned, settings: scaled(0.01) }), undefined);
    assert.equal(askRule(id, { ...aligned, train: falling(0.6) }), undefined);
    const below = metrics({ neuron_alignment: 0.94, weight_change: 6 });
    assert.equal(askRule(id, { ...aligned, metrics: below }), undefined);
  });
});

describe('rule memorized-without-features', () => {
  const id = 'memorized-without-features';
  const stuck: RunSketch = {
    settings: { optimizer: { kind: 'adam', weight_decay: 0, learning_rate: 5e-3 } },
    train: falling(0.001),
    trainScore: () => 1,
    validationScore: () => 0.1,
    metrics: () => ({ gradient_feature_alignment: 0.005 }),
  };

  it('lets a first weight decay be tried, and three times one that is there', () => {
    assert.deepEqual(changesOf(askRule(id, stuck)), ['optimizer.weight_decay 0.0001']);
    const settings = { optimizer: { kind: 'adam', weight_decay: 1e-3 } } as const;
    assert.deepEqual(changesOf(askRule(id, { ...stuck, settings })), [
      'optimizer.weight_decay 0.003',
    ]);
  });

  it('is silent when features form, when validation follows, and without the metric', () => {
    const forming = () => ({ gradient_feature_alignment: 0.3 });
    assert.equal(askRule(id, { ...stuck, metrics: forming }), undefined);
    assert.equal(askRule(id, { ...stuck, validationScore: () => 0.4 }), undefined);
    assert.equal(askRule(id, { ...stuck, metrics: () => ({}) }), undefined);
  });
});

describe('rule dead-units', () => {
  const layers = (dead: number) => () => ({
    hidden1: { dead_units: 0.1 },
    hidden2: { dead_units: dead },
  });

  it('names the worst layer and asks for no change', () => {
    const finding = askRule('dead-units', { layers: layers(0.4) });
    assert.match(finding?.says ?? '', /40 % of the units in hidden2/);
    assert.deepEqual(finding?.remedies, []);
    assert.equal(askRule('dead-units', { layers: layers(0.3) }), undefined);
  });
});

describe('rule decay-horizon', () => {
  const id = 'decay-horizon';

  const at = (horizon: number, kind: 'adamw' | 'momentum' = 'adamw'): RunSketch => ({
    settings: { optimizer: { kind } },
    // Under a cosine the last steps have a learning rate of nearly 0, and no horizon.
    metrics: (epoch) => ({ ...healthyMetrics, decay_horizon: epoch === 20 ? 1e9 : horizon }),
  });

  it('speaks below 1 epoch, for decoupled decay only', () => {
    assert.match(askRule(id, at(0.5))?.says ?? '', /less than one pass/);
    assert.equal(askRule(id, at(1.1)), undefined);
    assert.equal(askRule(id, at(0.5, 'momentum')), undefined);
  });

  it('leaves a horizon beyond the run to total shrink, which says the same', () => {
    assert.equal(askRule(id, at(50)), undefined);
  });
});

describe('rule inputs-not-centred', () => {
  it('points at dataset.standardize where that is off and the inputs need it', () => {
    const settings = { dataset: { standardize: false } };
    const finding = askRule('inputs-not-centred', { settings, inputsCentred: false });
    assert.equal(finding?.path, 'dataset.standardize');
    assert.equal(askRule('inputs-not-centred', { settings, inputsCentred: true }), undefined);
    assert.equal(askRule('inputs-not-centred', { inputsCentred: false }), undefined);
  });
});

describe('rule few-updates', () => {
  const few: RunSketch = { stepsPerEpoch: 5, train: (epoch) => 1 - 0.02 * epoch };

  it('points at the batch size of large batches, at the epochs otherwise', () => {
    const full = { training: { batch_size: 'all' } } as const;
    assert.equal(askRule('few-updates', { ...few, settings: full })?.path, 'training.batch_size');
    const samples = 32 * 9;
    assert.equal(askRule('few-updates', { ...few, samples })?.path, 'training.epochs');
    assert.equal(askRule('few-updates', { ...few, stepsPerEpoch: 10 }), undefined);
    assert.equal(askRule('few-updates', { ...few, train: falling(0.2) }), undefined);
  });
});
