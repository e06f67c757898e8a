import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import type { Samples } from '../../../src/core/data/dataset';
import { reference } from '../../../src/core/engines/reference/reference';
import { DropoutMasks } from '../../../src/core/training/dropoutMasks';
import { EpochReport } from '../../../src/core/training/epochReport';
import { prepare, type Prepared } from '../../../src/core/training/prepare';
import { scoreFor } from '../../../src/core/training/score';
import type { Settings } from '../../../src/protocol/settings';
import { dataOf, smallSettings } from '../observe/smallRun';

const regression = {
  dataset: {
    kind: 'synthetic',
    name: 'linear-teacher',
    samples: 50,
    dimension: 4,
    validation: 0.3,
  },
  model: { kind: 'two_layer', width: 7 },
  loss: 'mse',
};

describe('numbers of an epoch', () => {
  it('R squared of a regression, on training and validation data', async () => {
    const run = await trained(smallSettings(regression), 4);
    const event = await report(run);
    const { train, validation } = run.dataset;
    assert.ok(validation);
    // Both in units of the training targets' variance: what is guessed without inputs.
    const spread = meanSquare(centred([...train.targets]));
    for (const [samples, loss, score] of [
      [train, event.metrics['train_loss'], event.metrics['train_score']],
      [validation, event.validationLoss, event.validationScore],
    ] as const) {
      const errors = outputsByHand(run, samples).map((row, i) => row[0]! - samples.targets[i]!);
      close(loss, meanSquare(errors));
      close(score, 1 - meanSquare(errors) / spread);
    }
  });

  it('R squared over several outputs is that of their total variation', () => {
    const targets = Float32Array.of(1, 10, 2, 20, 3, 60);
    const score = scoreFor(
      { kind: 'values', width: 2 },
      { count: 3, inputs: new Float32Array(3), targets },
    );
    // Sums of squares about the means: 2 of 1, 2, 3 and 1400 of 10, 20, 60.
    close(score.of(0, 3), 1);
    close(score.of(1402, 3), 0);
    close(score.of(701, 3), 0.5);
  });

  it('batch normalization evaluates by its running statistics', async () => {
    const settings = smallSettings({
      model: { kind: 'two_layer', width: 7, normalization: 'batch', dropout: 0.5 },
    });
    const run = await trained(settings, 6);
    const { metrics } = await report(run);
    const { train } = run.dataset;
    const losses = outputsByHand(run, train).map((logits, i) => {
      const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
      return Math.log(total) - logits[train.labels![i]!]!;
    });
    close(metrics['train_loss'], losses.reduce((a, b) => a + b) / losses.length);
    const state = run.state.looked['state']!.data;
    assert.notDeepEqual([...state], [...run.plan.initialState()], 'the statistics have moved');
  });
});

describe('DropoutMasks', () => {
  const slots = [
    { name: 'a', units: 50 },
    { name: 'b', units: 30 },
  ];

  it('keeps the expectation, unit by unit and sample by sample', () => {
    for (const dropout of [0.1, 0.5, 0.9]) {
      const masks = new DropoutMasks(slots, dropout, createRandom(1, 'dropout'));
      const sums = new Float64Array(20 * 50);
      const times = 400;
      for (let i = 0; i < times; i++) {
        const { a, b } = masks.draw(1, 20);
        assert.deepEqual(
          [a?.shape, b?.shape],
          [
            [1, 20, 50],
            [1, 20, 30],
          ],
        );
        a!.data.forEach((factor, at) => {
          assert.ok(factor === 0 || Math.abs(factor - 1 / (1 - dropout)) < 1e-6);
          sums[at]! += factor / times;
        });
      }
      const deviation = Math.sqrt(dropout / (1 - dropout) / times);
      const mean = sums.reduce((a, b) => a + b) / sums.length;
      assert.ok(Math.abs(mean - 1) < (5 * deviation) / Math.sqrt(sums.length), `${mean}`);
      // Six standard deviations: one in 10^9.
      for (const sum of sums) assert.ok(Math.abs(sum - 1) < 6 * deviation, `${sum}`);
    }
  });

  it('depends on the seed alone, is fresh for each batch, and allocates once for each size', () => {
    const [one, same, other] = [1, 1, 2].map(
      (seed) => new DropoutMasks(slots, 0.5, createRandom(seed, 'dropout')),
    );
    const draw = (masks: DropoutMasks, count: number) => [...masks.draw(1, count)['a']!.data];
    const first = draw(one!, 20);
    assert.deepEqual(first, draw(same!, 20));
    assert.notDeepEqual(first, draw(other!, 20));
    assert.notDeepEqual(first, draw(one!, 20));
    assert.equal(draw(one!, 3).length, 150);
    assert.equal(one!.draw(1, 20)['a']!.data, one!.draw(1, 20)['a']!.data);
  });
});

async function trained(settings: Settings, steps: number): Promise<Prepared> {
  const dataset = await dataOf(settings);
  const run = await prepare({ runId: 'test', settings, dataset, engine: reference });
  let step = 0;
  while (step < steps)
    for (const batch of run.batches()) if (step < steps) await run.step(++step, batch);
  return run;
}

async function report(run: Prepared) {
  const epochReport = new EpochReport(run, { isRequested: () => false });
  const event = await epochReport.beforeTraining();
  assert.ok(event);
  return event;
}

/** One hidden relu layer in plain loops, with batch normalization where the model has it. */
function outputsByHand({ plan, state }: Prepared, { inputs, count }: Samples): number[][] {
  const parameter = (name: string) => {
    const slot = plan.parameters.find((one) => one.name === name);
    if (!slot) return undefined;
    return state.parameters.subarray(slot.offset, slot.offset + slot.size);
  };
  const [gain, shift] = [parameter('hidden1.gain'), parameter('hidden1.shift')];
  const running = state.looked['state']?.data;
  const width = inputs.length / count;
  return Array.from({ length: count }, (_, sample) => {
    const x = [...inputs.subarray(sample * width, (sample + 1) * width)];
    const linear = affine(x, parameter('hidden1.weight')!, parameter('hidden1.bias')!);
    const hidden = linear.map((z, unit) => {
      if (!gain || !shift || !running) return Math.max(0, z);
      const [mean, variance] = [running[unit]!, running[linear.length + unit]!];
      const normalized = (z - mean) / Math.sqrt(variance + 1e-5);
      return Math.max(0, normalized * gain[unit]! + shift[unit]!);
    });
    return affine(hidden, parameter('output.weight')!, parameter('output.bias')!);
  });
}

function affine(x: readonly number[], weight: Float32Array, bias: Float32Array): number[] {
  return Array.from(bias, (start, unit) =>
    x.reduce((sum, value, i) => sum + value * weight[i * bias.length + unit]!, start),
  );
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((a, b) => a + b) / values.length;
  return values.map((value) => value - mean);
}

function meanSquare(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0) / values.length;
}

function close(found: number | undefined, expected: number): void {
  assert.ok(found !== undefined && Math.abs(found - expected) < 1e-5, `${found}, ${expected}`);
}
