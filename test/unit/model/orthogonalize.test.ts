import assert from 'node:assert/strict';
import { createRandom } from '../../../src/core/data/random';
import { reference } from '../../../src/core/engines/reference/reference';
import { orthogonalize } from '../../../src/core/model/optimizers/orthogonalize';
import { ProgramBuilder } from '../../../src/core/program/builder';

describe('orthogonalize', () => {
  it('moves singular values near 1 and keeps their signs', async () => {
    const result = await orthogonalized([3, 3], [8, 0, 0, 0, -2, 0, 0, 0, 0.5]);
    [0, 4, 8].forEach((place, index) => {
      const value = Number(result[place]) * (index === 1 ? -1 : 1);
      assert.ok(value > 0.6 && value < 1.25, `${value}`);
    });
    for (const place of [1, 2, 3, 5, 6, 7]) assert.equal(Number(result[place]) + 0, 0);
  });

  for (const shape of [
    [4, 12],
    [12, 4],
  ] as const)
    it(`makes [${shape}] nearly orthogonal`, async () => {
      const random = createRandom(1, 'matrix');
      const [rows, columns] = shape;
      const result = await orthogonalized(
        shape,
        Array.from({ length: 48 }, () => 100 * random.normal()),
      );
      const at = (i: number, k: number) =>
        Number(rows < columns ? result[i * columns + k] : result[k * columns + i]);
      const product = (i: number, j: number) =>
        Array.from({ length: 12 }, (_, k) => at(i, k) * at(j, k)).reduce((a, b) => a + b, 0);
      for (let i = 0; i < 4; i++)
        for (let j = 0; j < 4; j++)
          assert.ok(Math.abs(product(i, j) - (i === j ? 1 : 0)) < 0.55, `${product(i, j)}`);
    });

  it('leaves zeros zero', async () => {
    assert.deepEqual(await orthogonalized([2, 2], [0, 0, 0, 0]), [0, 0, 0, 0]);
  });
});

async function orthogonalized(
  shape: readonly number[],
  values: readonly number[],
): Promise<number[]> {
  const b = new ProgramBuilder();
  b.output('result', orthogonalize(b, b.input('matrix', shape)));
  const executable = await reference.compile(b.build());
  const { result } = await executable.run({ matrix: { shape, data: Float64Array.from(values) } });
  return [...(result?.data ?? [])];
}
