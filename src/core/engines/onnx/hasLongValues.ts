import type { Program } from '../../program/program';

/** The batch is not known before a program is called; it is taken for this. */
const usualBatch = 128;
/** Numbers of a value above which what it takes to find room for it counts for little. */
const long = 80_000;

/**
 * Whether the values of a program are so long, on average, that it should look for room for each as
 * it comes. With a plan for all of them ONNX Runtime saves a microsecond for each, but it makes
 * that plan in a first run without one, and keeps the memory of both.
 */
export function hasLongValues({ nodes }: Pick<Program, 'nodes'>): boolean {
  const values = nodes.flatMap(({ outputs }) => outputs);
  const numbers = values.map(({ shape }) =>
    shape.reduce<number>((product, size) => product * (size === 'batch' ? usualBatch : size), 1),
  );
  return numbers.reduce((sum, count) => sum + count, 0) > long * numbers.length;
}
