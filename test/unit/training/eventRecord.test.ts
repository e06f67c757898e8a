import assert from 'node:assert/strict';
import { EventRecord } from '../../../src/core/training/eventRecord';
import { createRandom } from '../../../src/core/data/random';
import type { EpochEnded, RunEvent, StepEnded } from '../../../src/protocol/events';
import { toWire } from '../../../src/protocol/wire';

const metricNames = Array.from({ length: 20 }, (_, index) => `some_metric_of_the_run_${index}`);

function look(step: number, random: () => number): StepEnded {
  const metrics = Object.fromEntries(metricNames.map((name) => [name, random()]));
  const layers = Object.fromEntries(['first', 'second', 'third'].map((name) => [name, metrics]));
  const at = new Date(0).toISOString();
  return {
    type: 'step.ended',
    at,
    step,
    epoch: step,
    trainLoss: random(),
    learningRate: 1e-3,
    metrics,
    layers,
  };
}

function epoch(number: number, random: () => number): EpochEnded {
  const [trainLoss, trainScore, validationLoss, validationScore] = [0, 0, 0, 0].map(random);
  return {
    type: 'epoch.ended',
    at: new Date(0).toISOString(),
    epoch: number,
    trainLoss: trainLoss!,
    trainScore: trainScore!,
    validationLoss: validationLoss!,
    validationScore: validationScore!,
    monitoringShare: random(),
    metrics: {},
  };
}

describe('the record of a long run', function () {
  this.timeout(60_000);

  it('stays under 50 MB with 40 000 looks at noise and 200 000 epochs, and says what it leaves out', () => {
    const { normal } = createRandom(0, 'noise');
    const random = () => normal();
    let bytes = 0;
    let [looks, epochs] = [0, 0];
    let lowest = Infinity;
    const emit = (...events: readonly RunEvent[]) => {
      for (const event of events) {
        bytes += toWire(event).length + 1;
        if (event.type === 'step.ended') looks++;
        if (event.type === 'epoch.ended') epochs++;
        if (event.type === 'step.ended') lowest = Math.min(lowest, event.trainLoss);
      }
    };
    const size = toWire(look(1, random)).length;
    const expected = { count: 40_000, bytes: size, quantities: metricNames.length + 1 };
    const record = new EventRecord(emit, { looks: expected, epochs: 200_000 });
    let lowestOfAll = Infinity;
    for (let step = 0; step < 40_000; step++) {
      const event = look(step, random);
      lowestOfAll = Math.min(lowestOfAll, event.trainLoss);
      record.look(event, false);
    }
    for (let number = 0; number < 200_000; number++) record.epoch(epoch(number, random));
    record.flush();
    assert.ok(40_000 * size > 50e6, 'all looks would be too many');
    assert.ok(bytes < 50e6, `${bytes} bytes`);
    assert.ok(looks > 4000 && looks < 40_000, `${looks} looks`);
    assert.ok(epochs > 4000 && epochs < 200_000, `${epochs} epochs`);
    assert.equal(lowest, lowestOfAll);
    assert.match(
      record.says ?? '',
      /^Of every \d+ looks and of every \d+ epochs the first and the last are recorded/,
    );
  });

  it('leaves nothing out of a run whose events fit, and passes each on at once', () => {
    const seen: RunEvent[] = [];
    const record = new EventRecord((...events) => void seen.push(...events), {
      looks: { count: 2000, bytes: 5000, quantities: 30 },
      epochs: 3000,
    });
    const random = () => 0.5;
    for (let step = 0; step < 50; step++) {
      record.look(look(step, random), false);
      record.epoch(epoch(step, random));
      record.write(record.plain({ ...look(step, random), metrics: {}, layers: {} }));
      assert.equal(seen.length, 3 * (step + 1));
    }
    assert.equal(record.says, undefined);
  });
});
