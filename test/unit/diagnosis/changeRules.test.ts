import assert from 'node:assert/strict';
import { usualLearningRate } from '../../../src/diagnosis/usualLearningRate';
import type { OptimizerKind } from '../../../src/protocol/settings';
import { askRule, changesOf } from './askRule';
import { falling, healthyMetrics, type RunSketch } from './handMadeRun';

const metrics = (changed: Record<string, number>) => () => ({ ...healthyMetrics, ...changed });

describe('rule diverged', () => {
  const id = 'diverged';

  it('divides the learning rate by 10 when the loss is NaN, at any time', () => {
    for (const done of [1, 20]) {
      const finding = askRule(id, { done, train: (epoch) => (epoch < done ? 0.9 : NaN) });
      assert.deepEqual(changesOf(finding), ['optimizer.learning_rate 0.0001']);
      assert.equal(finding?.severity, 'problem');
      assert.equal(finding?.confidence, 'high');
    }
  });

  it('speaks from 1.15 times the first loss on, not below', () => {
    assert.ok(askRule(id, { train: (epoch) => (epoch === 0 ? 1 : 1.16) }));
    assert.equal(askRule(id, { train: (epoch) => (epoch === 0 ? 1 : 1.14) }), undefined);
  });

  it("measures against the run's own first loss, not against guessing", () => {
    assert.equal(askRule(id, { train: (epoch) => 2.5 - 0.05 * epoch }), undefined);
  });

  it('speaks of a run at chance whose weights moved, not of one whose weights did not', () => {
    const atChance: RunSketch = { train: () => 0.99, trainScore: () => 0.11 };
    assert.ok(askRule(id, { ...atChance, metrics: metrics({ weight_movement: 0.11 }) }));
    assert.equal(
      askRule(id, { ...atChance, metrics: metrics({ weight_movement: 0.09 }) }),
      undefined,
    );
  });

  it('leaves a run at chance to weight decay when that shrank the weights', () => {
    const sketch = {
      train: () => 0.99,
      trainScore: () => 0.11,
      metrics: metrics({ weight_norm_ratio: 0.6 }),
    };
    assert.equal(askRule(id, sketch), undefined);
  });

  it('keeps a run at chance whose weights grew before weight decay shrank them', () => {
    const peak = (size: number) => (epoch: number) => ({
      ...healthyMetrics,
      weight_norm_ratio: epoch === 1 ? size : 0.02,
      weight_movement: 0.02,
    });
    const sketch = { train: () => 0.99, trainScore: () => 0.11, validation: () => 0.99 };
    const finding = askRule(id, { ...sketch, metrics: peak(7.4) });
    assert.deepEqual(changesOf(finding), ['optimizer.learning_rate 0.0001']);
    assert.match(finding?.says ?? '', /grew to 7.4 times their first size/);
    assert.equal(askRule('weight-decay-too-high', { ...sketch, metrics: peak(7.4) }), undefined);
    assert.equal(askRule(id, { ...sketch, metrics: peak(1.1) }), undefined);
    assert.ok(askRule('weight-decay-too-high', { ...sketch, metrics: peak(1.1) }));
  });

  it('sets a usual learning rate where the one there is out of all range', () => {
    const ask = (learning_rate: number, kind: OptimizerKind) =>
      askRule(id, {
        train: (epoch) => (epoch < 3 ? 0.9 : NaN),
        settings: { optimizer: { kind, learning_rate, weight_decay: 0 } },
      });
    for (const [kind, usual] of Object.entries(usualLearningRate) as [OptimizerKind, number][]) {
      const finding = ask(1e30, kind);
      assert.equal(finding?.remedies[0]?.change.to, usual);
      assert.match(
        finding?.says ?? '',
        /of 1e30 is far beyond what \w+ trains with; [-0-9.e]+ is usual\. Set/,
      );
      assert.equal(
        ask(usual * 300, kind)?.remedies[0]?.change.to,
        Number((usual * 30).toPrecision(2)),
      );
    }
  });

  it('tells losses that stayed finite from one that did not, and when it was seen', () => {
    const lost = askRule(id, { train: (epoch) => (epoch < 3 ? 0.9 : NaN) });
    assert.equal(lost?.evidence[0]?.step, 100, 'the last finite loss is of epoch 2');
    assert.match(lost?.evidence[0]?.expected ?? '', /^to stay finite; it became NaN at step 150$/);
    const given = askRule(id, { done: 3, outcome: 'diverged', train: () => 0.9 });
    assert.equal(given?.evidence[0]?.expected, 'below the first loss');
    assert.doesNotMatch(JSON.stringify(given), /finite/);
  });

  it('forgives a rise before a tenth of the run unless it is beyond hope', () => {
    const early = { epochs: 40, done: 2 };
    assert.equal(askRule(id, { ...early, train: (epoch) => (epoch === 0 ? 1 : 2) }), undefined);
    assert.ok(askRule(id, { ...early, train: (epoch) => (epoch === 0 ? 1 : 5) }));
  });
});

describe('rule weight-decay-overshoots', () => {
  const id = 'weight-decay-overshoots';
  const dead: RunSketch = { train: (epoch) => (epoch === 0 ? 1 : NaN) };
  const decay = (weight_decay: number, kind: 'adamw' | 'adam' = 'adamw') => ({
    optimizer: { kind, learning_rate: 1e-3, weight_decay },
  });

  it('takes the place of diverged where one step of decay exceeds the weights', () => {
    const run = { ...dead, settings: decay(3000), metrics: () => ({}) };
    // S = 3000 x 1e-3 x 1000 / 2 = 1500: 0.7 is at 1.4.
    assert.deepEqual(changesOf(askRule(id, run)), ['optimizer.weight_decay 1']);
    assert.equal(askRule('diverged', run), undefined);
  });

  it('leaves other runs that blew up to diverged', () => {
    for (const settings of [decay(900), decay(3000, 'adam')]) {
      assert.equal(askRule(id, { ...dead, settings }), undefined);
      assert.ok(askRule('diverged', { ...dead, settings }));
    }
  });
});

describe('rule weight-decay-too-high', () => {
  const id = 'weight-decay-too-high';
  const shrunk = { train: falling(0.6), validation: falling(0.61) };

  it('divides by 3 where the network still learns', () => {
    const finding = askRule(id, {
      ...shrunk,
      metrics: metrics({ weight_norm_ratio: 0.69, total_shrink: 9 }),
    });
    assert.deepEqual(changesOf(finding), ['optimizer.weight_decay 0.3']);
    assert.equal(finding?.confidence, 'high');
  });

  it('jumps to total shrink 0.7 where training stands still', () => {
    const still = { train: () => 0.999, validation: () => 0.999 };
    const finding = askRule(id, {
      ...still,
      metrics: metrics({ weight_norm_ratio: 0.1, total_shrink: 70 }),
    });
    assert.deepEqual(changesOf(finding), ['optimizer.weight_decay 0.01']);
  });

  it('is silent beside its thresholds', () => {
    assert.equal(
      askRule(id, { ...shrunk, metrics: metrics({ weight_norm_ratio: 0.71 }) }),
      undefined,
    );
    const gap = { train: falling(0.6), validation: falling(0.63) };
    assert.equal(askRule(id, { ...gap, metrics: metrics({ weight_norm_ratio: 0.6 }) }), undefined);
  });

  it('asks for smaller weights without validation data, and for OUI as a second witness', () => {
    const alone = { train: falling(0.4), validation: undefined };
    const say = (changed: Record<string, number>) =>
      askRule(id, { ...alone, metrics: metrics(changed) });
    assert.equal(say({ weight_norm_ratio: 0.51 }), undefined);
    assert.equal(say({ weight_norm_ratio: 0.49, oui_relative: 0.85 })?.confidence, 'medium');
    assert.equal(say({ weight_norm_ratio: 0.49, oui_relative: 0.75 })?.confidence, 'high');
  });

  it('has nothing to lower at weight decay 0', () => {
    const sketch = { ...shrunk, settings: { optimizer: { weight_decay: 0 } } };
    assert.equal(
      askRule(id, { ...sketch, metrics: metrics({ weight_norm_ratio: 0.3, total_shrink: 0 }) }),
      undefined,
    );
  });
});

describe('rule weight-decay-too-low', () => {
  const id = 'weight-decay-too-low';
  const optimizer = { kind: 'momentum', learning_rate: 0.01, weight_decay: 1e-4 } as const;
  // S = 1e-4 x 0.01 x 500 / 0.1 = 0.005 over 1000 steps of a cosine.
  const loose: RunSketch = {
    settings: { optimizer },
    train: falling(0.1),
    metrics: metrics({ total_shrink: 0.005 }),
  };

  it('jumps to total shrink 0.7 at once', () => {
    const finding = askRule(id, { ...loose, validation: falling(0.5) });
    assert.deepEqual(changesOf(finding), ['optimizer.weight_decay 0.01']);
  });

  it('finds the same weight decay from 0, where no total shrink tells the scale', () => {
    const settings = { optimizer: { ...optimizer, weight_decay: 0 } };
    const finding = askRule(id, {
      ...loose,
      settings,
      validation: falling(0.5),
      metrics: metrics({ total_shrink: 0 }),
    });
    assert.deepEqual(changesOf(finding), ['optimizer.weight_decay 0.01']);
  });

  it('wants a gap of 0.1 at a tenth of the run and 0.3 at its end', () => {
    const gap = (size: number) => ({ train: () => 0.3, validation: () => 0.3 + size });
    assert.ok(askRule(id, { ...loose, ...gap(0.11), done: 2 }));
    assert.equal(askRule(id, { ...loose, ...gap(0.09), done: 2 }), undefined);
    assert.ok(askRule(id, { ...loose, ...gap(0.31) }));
    assert.equal(askRule(id, { ...loose, ...gap(0.29) }), undefined);
  });

  it('counts in that labels were redrawn for training only', () => {
    // Clean validation data: 0.35 of guessing looks like no gap, and is memorizing.
    const noisy = { optimizer, dataset: { label_noise: 0.4 } };
    const run = { ...loose, train: () => 0.3, validation: () => 0.35 };
    assert.ok(askRule(id, { ...run, settings: noisy }));
    assert.equal(askRule(id, run), undefined);
  });

  it('is silent where weight decay has a grip, and without validation data', () => {
    assert.equal(
      askRule(id, { ...loose, validation: falling(0.5), metrics: metrics({ total_shrink: 0.4 }) }),
      undefined,
    );
    assert.equal(askRule(id, { ...loose, validation: undefined }), undefined);
  });

  it('is silent for adam, whose weight decay has no total shrink', () => {
    const rest = { oui: 0.7, weight_norm_ratio: 1.1, weight_movement: 0.6 };
    const settings = { optimizer: { kind: 'adam', weight_decay: 0 } } as const;
    assert.equal(
      askRule(id, { settings, train: falling(0.1), validation: falling(0.6), metrics: () => rest }),
      undefined,
    );
  });
});

describe('rule learning-rate-too-low', () => {
  const id = 'learning-rate-too-low';
  const slow: RunSketch = {
    train: (epoch) => 1 - 0.03 * epoch,
    validation: (epoch) => 1.01 - 0.03 * epoch,
    metrics: metrics({ weight_movement: 0.05, total_shrink: 0.05 }),
  };

  const crawling: RunSketch = { ...slow, train: (epoch) => 1 - 0.005 * epoch };

  it('triples the learning rate of a slow run, and takes ten times where it hardly moves', () => {
    for (const done of [2, 20]) {
      const changes = (sketch: RunSketch) => changesOf(askRule(id, { ...sketch, done }));
      assert.deepEqual(changes(slow), ['optimizer.learning_rate 0.003']);
      assert.deepEqual(changes(crawling), ['optimizer.learning_rate 0.01']);
    }
  });

  it('lowers weight decay with it where total shrink would leave its range', () => {
    const changes = (shrink: number) => {
      const stays = metrics({ weight_movement: 0.05, total_shrink: shrink });
      return changesOf(askRule(id, { ...slow, metrics: stays }));
    };
    assert.deepEqual(changes(0.3), ['optimizer.learning_rate 0.003']);
    assert.deepEqual(changes(0.5), ['optimizer.learning_rate 0.003', 'optimizer.weight_decay 0.3']);
  });

  it('is silent when slow alone: moving weights, or a strong weight decay', () => {
    assert.equal(
      askRule(id, { ...slow, metrics: metrics({ weight_movement: 0.25, total_shrink: 0.05 }) }),
      undefined,
    );
    assert.equal(
      askRule(id, { ...slow, metrics: metrics({ weight_movement: 0.05, total_shrink: 2.5 }) }),
      undefined,
    );
    assert.equal(askRule(id, { ...slow, metrics: () => ({}) }), undefined);
  });

  it('is silent for a slow start that got there in the end', () => {
    assert.equal(askRule(id, { ...slow, train: (epoch) => (epoch < 4 ? 0.95 : 0.1) }), undefined);
  });

  it('does not take the state before the first update for weights that do not move', () => {
    const stale = (epoch: number) => (epoch === 0 ? { ...healthyMetrics, weight_movement: 0 } : {});
    assert.equal(askRule(id, { ...slow, metrics: stale }), undefined);
  });
});

describe('rule units-collapsed', () => {
  const id = 'units-collapsed';
  const stuck: RunSketch = { train: () => 0.97, validation: () => 0.97, trainScore: () => 0.2 };

  it('divides the learning rate by 3, and never touches weight decay', () => {
    const finding = askRule(id, { ...stuck, metrics: metrics({ oui_relative: 0.4 }) });
    assert.deepEqual(changesOf(finding), ['optimizer.learning_rate 0.0003']);
  });

  it('is silent beside its thresholds', () => {
    assert.equal(askRule(id, { ...stuck, metrics: metrics({ oui_relative: 0.51 }) }), undefined);
    assert.equal(
      askRule(id, { ...stuck, metrics: metrics({ oui_relative: 0.4, weight_norm_ratio: 0.6 }) }),
      undefined,
    );
    assert.equal(
      askRule(id, { train: falling(0.4), metrics: metrics({ oui_relative: 0.4 }) }),
      undefined,
    );
  });
});

describe('rule loss-bump', () => {
  const id = 'loss-bump';
  const bumped = (size: number) => (epoch: number) => (epoch === 10 ? 0.6 + size : 0.6);

  it('divides the learning rate by 3 after a jump', () => {
    const finding = askRule(id, { train: bumped(0.11) });
    assert.deepEqual(changesOf(finding), ['optimizer.learning_rate 0.0003']);
    assert.equal(finding?.confidence, 'medium');
    assert.equal(askRule(id, { train: bumped(0.09) }), undefined);
  });

  it('counts smaller jumps of running means, with low confidence', () => {
    const evaluated = (epoch: number) => epoch === 2 || epoch === 20;
    assert.equal(askRule(id, { train: bumped(0.06), evaluated })?.confidence, 'low');
    assert.equal(askRule(id, { train: bumped(0.04), evaluated }), undefined);
  });

  it('is silent about a run that ends well', () => {
    assert.equal(askRule(id, { train: (epoch) => (epoch === 10 ? 0.8 : 0.3) }), undefined);
  });
});

describe('rule initialization-too-large', () => {
  const id = 'initialization-too-large';
  const start = (size: number) => (epoch: number) => (epoch === 0 ? size : 0.4);
  const model = (scale: number, multiplier: number, normalization: 'none' | 'batch' = 'none') => ({
    model: {
      init: { scheme: 'he_normal', scale },
      output_multiplier: multiplier,
      normalization,
    } as const,
  });

  it('sets back to 1 what the config multiplies by', () => {
    assert.deepEqual(changesOf(askRule(id, { settings: model(5, 1), train: start(150) })), [
      'model.init.scale 1',
    ]);
    assert.deepEqual(changesOf(askRule(id, { settings: model(1, 10), train: start(10) })), [
      'model.output_multiplier 1',
    ]);
  });

  it('is silent for usual first losses, and for a large start that was meant', () => {
    assert.equal(askRule(id, { settings: model(1, 1), train: start(1.7) }), undefined);
    assert.equal(askRule(id, { settings: model(1, 1), train: start(2.9) }), undefined);
    assert.ok(askRule(id, { settings: model(1, 1), train: start(3.1) }));
  });

  it('goes further where 1 would not be enough', () => {
    // Outputs grow with scale ^ 3: 800 / 2^3 is 100, which asks for a scale below 1.
    assert.deepEqual(changesOf(askRule(id, { settings: model(2, 1), train: start(800) })), [
      'model.init.scale 0.2',
    ]);
  });

  it('does not advise the scale under normalization, where it changes nothing', () => {
    const finding = askRule(id, { settings: model(5, 1, 'batch'), train: start(10) });
    assert.ok(!changesOf(finding).some((one) => one.startsWith('model.init.scale')));
  });

  it('asks for standardized inputs first where they are the cause', () => {
    const settings = { dataset: { standardize: false } };
    const finding = askRule(id, { settings, inputsCentred: false, train: start(8) });
    assert.equal(finding?.path, 'dataset.standardize');
    assert.deepEqual(finding.remedies, []);
  });

  it('does not judge a regression, which has no loss of guessing', () => {
    assert.equal(
      askRule(id, {
        settings: { loss: 'mse', ...model(5, 1) },
        classes: undefined,
        train: start(50),
      }),
      undefined,
    );
  });
});
