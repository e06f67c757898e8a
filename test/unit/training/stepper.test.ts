import assert from 'node:assert/strict';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import { prepare, type Prepared } from '../../../src/core/training/prepare';
import { dataOf, smallSettings } from '../observe/smallRun';

const settings = smallSettings({
  model: { kind: 'mlp', hidden: [8, 6], dropout: 0.3 },
  training: { epochs: 3, batch_size: 7 },
});

for (const name of ['onnx', 'onnx-wasm', 'reference'] as const)
  describe(`a chunk of steps on ${name}`, () => {
    let engine: Engine;
    before(async () => {
      engine = await openEngine(name);
    });

    it('leaves the weights and losses of the same steps one by one, to the last digit', async () => {
      const alone = await trained(engine, () => 1);
      assert.deepEqual(await trained(engine, () => 4), alone);
      assert.deepEqual(await trained(engine, (step) => 1 + ((step * 5) % 3)), alone);
    });

    it('ends with the step that is to be the last, as if no other had been taken', async () => {
      for (const last of [1, 2, 4]) {
        const [whole, cut, alone] = [await begun(engine), await begun(engine), await begun(engine)];
        const all = await whole.step(1, whole.batches().take(4)!);
        const results = await cut.step(1, cut.batches().take(4)!, (_, step) => step === last);
        assert.deepEqual(results, all.slice(0, last));
        let step = 0;
        for (const batch of alone.batches()) if (step < last) await alone.step(++step, batch);
        assert.deepEqual(cut.state.parameters, alone.state.parameters);
        assert.deepEqual(cut.state.previous, alone.state.previous, 'the weights a step before');
        await Promise.all([whole, cut, alone].map((run) => run.release()));
      }
    });
  });

async function begun(engine: Engine): Promise<Prepared> {
  return prepare({ runId: 'test', settings, dataset: await dataOf(settings), engine });
}

async function trained(engine: Engine, atMost: (step: number) => number) {
  const run = await begun(engine);
  const losses: number[] = [];
  for (let epoch = 0; epoch < settings.training.epochs; epoch++) {
    const batches = run.batches();
    for (;;) {
      const chunk = batches.take(atMost(losses.length));
      if (!chunk) break;
      const results = await run.step(losses.length + 1, chunk);
      losses.push(...results.map(({ loss }) => loss));
    }
  }
  await run.release();
  assert.equal(losses.length, run.totalSteps);
  return { losses, parameters: run.state.parameters };
}
