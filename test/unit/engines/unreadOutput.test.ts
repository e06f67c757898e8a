import assert from 'node:assert/strict';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Engine } from '../../../src/core/engines/engine';
import { openOnnx } from '../../../src/core/engines/onnx/onnx';
import { OnnxExecutable } from '../../../src/core/engines/onnx/onnxExecutable';
import { findRefusal, unreadName } from '../../../src/core/engines/onnx/unreadOutput';
import { portsOf } from '../../../src/core/engines/ports';
import { ProgramBuilder } from '../../../src/core/program/builder';

const million = 2 ** 20;

describe('an output that is not read', () => {
  let onnx: Engine;
  before(async () => {
    onnx = await openOnnx();
  });

  it('ends a run of the package when all others are written', async () => {
    const open = (model: Uint8Array) => InferenceSession.create(model);
    assert.match((await findRefusal({ open, Tensor })) ?? '', /Non tensor type/);
  });

  it('is not used where the package reads it, stops too early or does not open it', async () => {
    const y = (fetches: InferenceSession.FetchesType) =>
      (fetches as Record<string, unknown>)['y'] as { data: number[] };
    const ways: readonly ((fetches: InferenceSession.FetchesType) => Promise<object>)[] = [
      (fetches) => {
        y(fetches).data[0] = 2;
        return Promise.resolve({});
      },
      () => Promise.reject(new Error('before anything was written')),
    ];
    for (const way of ways) {
      const session = {
        run: (_: unknown, fetches: InferenceSession.FetchesType) => way(fetches),
        release: () => Promise.resolve(),
      } as unknown as InferenceSession;
      assert.equal(await findRefusal({ open: () => Promise.resolve(session), Tensor }), undefined);
    }
    const open = () => Promise.reject<InferenceSession>(new Error('no sequences here'));
    assert.equal(await findRefusal({ open, Tensor }), undefined);
  });

  it('saves copies of what a call of steps writes', async () => {
    const steps = await onnx.compileSteps({ program: counting(), carried: ['state'] });
    const sides = [0, 1].map(() => ({ shape: [million], data: new Float32Array(million) }));
    const by = { shape: [2], data: Float32Array.of(1, 2) };
    const sum = { shape: [2], data: new Float32Array(2) };
    const before = process.memoryUsage().arrayBuffers;
    for (let call = 0; call < 4; call++) {
      const [from, to] = [sides[call % 2]!, sides[(call + 1) % 2]!];
      const found = await steps.run({ state: from, by }, { state: to, sum });
      assert.equal(found['state'], to);
    }
    assert.ok(process.memoryUsage().arrayBuffers - before < million, 'copies of 4 MB were made');
    assert.equal(sides[0]!.data.at(-1), 12);
    assert.deepEqual([...sum.data], [10 * million, 12 * million]);
    await steps.release();
  });

  it('leaves outputs without a buffer, and with one in double precision, as they were', async () => {
    const steps = await onnx.compileSteps({ program: counting(), carried: ['state'] });
    const state = { shape: [million], data: new Float32Array(million).fill(1) };
    const into = { sum: { shape: [1], data: new Float64Array(1) } };
    const found = await steps.run({ state, by: { shape: [1], data: Float32Array.of(2) } }, into);
    assert.equal(found['sum'], into.sum);
    assert.deepEqual([...into.sum.data], [3 * million]);
    assert.deepEqual(found['state']?.shape, [million]);
    assert.equal(found['state']?.data[7], 3);
    await steps.release();
  });

  it('hides no other failure', async () => {
    const program = counting();
    const failing = (message: string) =>
      new OnnxExecutable(
        portsOf(program),
        { outputNames: [unreadName] } as unknown as InferenceSession,
        {
          name: 'onnx',
          Tensor,
          writesInPlace: true,
          refusal: 'refused',
          run: () => Promise.reject(new Error(message)),
        },
      );
    const state = { shape: [million], data: new Float32Array(million) };
    const inputs = { state, by: { shape: [], data: Float32Array.of(1) } };
    await failing('refused').run(inputs);
    await assert.rejects(failing('Something broke.').run(inputs), /Something broke\./);
    await assert.rejects(failing('std::bad_alloc').run(inputs), /onnx is out of memory/);
  });
});

/** state + by, and the sum of that. */
function counting() {
  const b = new ProgramBuilder();
  const next = b.add(b.input('state', [million]), b.input('by', []));
  b.output('state', next);
  b.output('sum', b.sum(next));
  return b.build();
}
