import assert from 'node:assert/strict';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { planModel } from '../../../src/core/model/planModel';
import { prepare } from '../../../src/core/training/prepare';
import { evaluate, samplesPerCall } from '../../../src/core/training/evaluate';
import { modelOf } from '../model/settings';
import { dataOf, smallSettings } from '../observe/smallRun';

describe('evaluating many samples', () => {
  it('takes fewer in a call the wider a layer is, but never a handful', () => {
    const dense = (width: number) =>
      samplesPerCall(planModel(modelOf({ kind: 'mlp', hidden: [64, width] }), [50], 10));
    assert.deepEqual([128, 20_000, 1_000_000].map(dense), [512, 209, 16]);
    const images = (channels: number) =>
      samplesPerCall(
        planModel(modelOf({ kind: 'cnn', channels: [channels], dense: [] }), [1, 28, 28], 10),
      );
    assert.deepEqual([16, 160].map(images), [128, 33]);
  });

  it('has the same losses however many calls it makes', async () => {
    const engine = await openOnnx();
    const settings = smallSettings({
      dataset: {
        kind: 'synthetic',
        name: 'clusters',
        samples: 90,
        dimension: 5,
        classes: 3,
        validation: 0,
      },
    });
    const dataset = await dataOf(settings);
    const run = await prepare({ runId: 't', settings, dataset, engine });
    const { evaluation, state, plan, score } = run;
    const stop = { isRequested: () => false };
    const wide = { ...plan, layers: [{ ...plan.layers[0]!, units: 2 ** 20 }] };
    const [one, many] = await Promise.all(
      [plan, wide].map((sizes) =>
        evaluate(evaluation, state.looked, dataset.train, sizes, score, stop),
      ),
    );
    assert.equal(one!.losses.length, 90);
    one!.losses.forEach((loss, at) => assert.ok(Math.abs(loss - many!.losses[at]!) < 1e-6));
    assert.equal(one!.score, many!.score);
    await run.release();
  });
});
