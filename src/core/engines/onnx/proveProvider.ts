import { ProgramBuilder } from '../../program/builder';
import type { Program } from '../../program/program';
import type { Executable } from '../engine';

/** Rows and columns: large enough for the units that round the factors of products. */
const size = 64;

/**
 * Multiplies two matrices in a session that may not fall back to the processor. Throws where that
 * cannot be done, and where the product is less exact than float32 (TF32 and float16 keep 10 bits
 * of a factor, and would lose the 2^-12 in each of these).
 */
export async function proveProvider(
  compile: (program: Program) => Promise<Executable>,
): Promise<void> {
  const b = new ProgramBuilder();
  b.output('y', b.matmul(b.input('a', [size, size]), b.input('b', [size, size])));
  const executable = await compile(b.build());
  const factor = 1 + 2 ** -12;
  const tensor = () => ({
    shape: [size, size],
    data: new Float32Array(size * size).fill(factor),
  });
  const { y } = await executable.run({ a: tensor(), b: tensor() });
  await executable.release();
  const expected = size * factor * factor;
  for (const number of y?.data ?? [NaN])
    if (!(Math.abs(number / expected - 1) < 1e-5))
      throw new Error(
        `It computes in less than float32: a sum of ${size} products should give ${expected}, and gave ${number}.`,
      );
}
