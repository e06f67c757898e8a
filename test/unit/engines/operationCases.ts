import type { ProgramBuilder } from '../../../src/core/program/builder';
import type { BinaryKind, OperationKind, UnaryKind } from '../../../src/core/program/operation';
import type { Dimension, Shape, Value } from '../../../src/core/program/program';
import type { SeededRandom } from './seededRandom';

/** Writes one operation with inputs of random shapes and gives its outputs. */
export type OperationCase = (b: ProgramBuilder, random: SeededRandom) => readonly Value[];

/** At least one case for each operation: the type has no room for a forgotten one. */
export const operationCases: Readonly<
  Record<OperationKind, Readonly<Record<string, OperationCase>>>
> = {
  constant: {
    scalar: (b) => [b.constant(-3.25)],
    matrix: (b) => [b.constant([1, 2, 3, 4, 5, 6], [2, 3])],
  },
  negate: unary('negate'),
  exp: unary('exp'),
  log: unary('log', 'positive'),
  sqrt: unary('sqrt', 'positive'),
  abs: unary('abs'),
  sign: unary('sign'),
  tanh: unary('tanh'),
  sigmoid: unary('sigmoid'),
  erf: unary('erf'),
  relu: unary('relu'),
  add: binary('add'),
  subtract: binary('subtract'),
  multiply: binary('multiply'),
  divide: binary('divide', 'positive'),
  minimum: binary('minimum'),
  maximum: binary('maximum'),
  whereGreater: {
    'all of one shape': (b, random) => {
      const shape = anyShape(random);
      return [
        b.whereGreater(
          b.input('a', shape),
          b.input('b', shape),
          b.input('x', shape),
          b.input('y', shape),
        ),
      ];
    },
    'all broadcast': (b, random) => {
      const shape = anyShape(random);
      const names = ['a', 'b', 'x', 'y'] as const;
      const [a, c, x, y] = names.map((name) => b.input(name, stretched(shape, random)));
      return [b.whereGreater(a as Value, c as Value, x as Value, y as Value)];
    },
    'with numbers': (b, random) => [b.whereGreater(b.input('a', anyShape(random)), 0.25, 1, 0)],
    'of a value with itself': (b, random) => {
      const x = b.input('x', anyShape(random));
      return [b.whereGreater(x, 0, x, x)];
    },
  },
  matmul: {
    plain: (b, random) => matmul(b, random, false, false),
    'a transposed': (b, random) => matmul(b, random, true, false),
    'b transposed': (b, random) => matmul(b, random, false, true),
    'both transposed': (b, random) => matmul(b, random, true, true),
    'batch by batch': (b, random) => {
      const x = b.input('x', ['batch', random.whole(1, 4)]);
      return [b.matmul(x, x, { transposeB: true })];
    },
  },
  linear: {
    batch: (b, random) => {
      const [rows, columns] = [random.whole(1, 5), random.whole(1, 5)];
      return [
        b.linear(
          b.input('x', ['batch', rows]),
          b.input('w', [rows, columns]),
          b.input('c', [columns]),
        ),
      ];
    },
  },
  sum: reduction('sum'),
  mean: reduction('mean'),
  max: reduction('max'),
  reshape: {
    'with batch': (b, random) => {
      const [m, n] = [random.whole(1, 3), random.whole(1, 4)];
      return [
        b.reshape(b.input('x', ['batch', m, n]), ['batch', n * m]),
        b.reshape(b.input('y', ['batch', m * n]), ['batch', n, 1, m]),
      ];
    },
    fixed: (b, random) => {
      const [m, n] = [random.whole(1, 3), random.whole(1, 4)];
      return [
        b.reshape(b.input('x', [m * n]), [m, n]),
        b.reshape(b.input('s', []), [1, 1]),
        b.reshape(b.input('t', [1, 1]), []),
      ];
    },
  },
  transpose: {
    matrix: (b, random) => [b.transpose(b.input('x', ['batch', random.whole(1, 4)]), [1, 0])],
    'three axes': (b, random) => [
      b.transpose(b.input('x', ['batch', random.whole(1, 4), random.whole(1, 4)]), [2, 0, 1]),
    ],
  },
  expandLike: {
    scalar: (b, random) => [b.expandLike(b.input('x', []), b.input('y', anyShape(random)))],
    stretched: (b, random) => {
      const shape = anyShape(random);
      return [b.expandLike(b.input('x', stretched(shape, random)), b.input('y', shape))];
    },
  },
  split: {
    parts: (b, random) => {
      const sizes = Array.from({ length: random.whole(1, 4) }, () => random.whole(1, 5));
      return b.split(b.input('x', [sizes.reduce((m, n) => m + n)]), sizes);
    },
    'one part used': (b, random) => {
      const parts = b.split(b.input('x', [7]), [3, 4]);
      return [parts[random.whole(0, 1)] as Value];
    },
  },
  concat: {
    parts: (b, random) => {
      const count = random.whole(1, 4);
      return [
        b.concat(Array.from({ length: count }, (_, i) => b.input(`x${i}`, [random.whole(1, 5)]))),
      ];
    },
  },
  softmax: {
    'last axis': (b, random) => [b.apply({ kind: 'softmax' }, b.input('x', anyShape(random, 1)))],
  },
  logSoftmax: {
    'last axis': (b, random) => [
      b.apply({ kind: 'logSoftmax' }, b.input('x', anyShape(random, 1))),
    ],
  },
  batchSize: {
    batch: (b) => [b.batchSize(b.input('x', ['batch', 2]))],
  },
  conv2d: {
    'kernel of 3': (b, random) => convolution(b, random, 3),
    'kernel of 5': (b, random) => convolution(b, random, 5),
    'kernel of 1': (b, random) => convolution(b, random, 1),
  },
  conv2dInputGradient: {
    'kernel of 3': (b, random) => convolutionInputGradient(b, random, 3),
    'kernel of 1': (b, random) => convolutionInputGradient(b, random, 1),
  },
  conv2dKernelGradient: {
    'kernel of 3': (b, random) => convolutionKernelGradient(b, random, 3),
    'kernel of 5': (b, random) => convolutionKernelGradient(b, random, 5),
    'kernel of 1': (b, random) => convolutionKernelGradient(b, random, 1),
    'many channels': (b, random) => {
      const [height, width] = [random.whole(1, 4), random.whole(1, 4)];
      const x = b.input('x', ['batch', random.whole(15, 18), height, width]);
      const g = b.input('g', ['batch', random.whole(1, 3), height, width]);
      return [b.apply({ kind: 'conv2dKernelGradient', size: 3 }, x, g)];
    },
  },
  positives: {
    'few features': (b, random) => positives(b, random.whole(1, 9)),
    'many features': (b, random) => positives(b, random.whole(60, 70)),
  },
  distancesIfAsked: {
    'one layer': (b, random) => distances(b, random, ['batch', random.whole(1, 40)]),
    'an image beside it': (b, random) => [
      b.apply(
        { kind: 'distancesIfAsked', rows: random.whole(1, 4) },
        b.input('positiveScalar', []),
        image(b, 'image', random),
        b.unary('relu', b.input('x', ['batch', random.whole(1, 9)])),
      ),
    ],
    'not asked': (b, random) => [
      b.apply({ kind: 'distancesIfAsked', rows: 3 }, b.constant(0), image(b, 'image', random)),
    ],
  },
  maxPool2d: {
    'even and odd sizes': (b, random) => [b.maxPool2d(image(b, 'x', random, 2))],
  },
  maxUnpool2d: {
    'even and odd sizes': (b, random) => {
      const x = image(b, 'x', random, 2);
      const [pooled, places] = b.applyAll({ kind: 'maxPool2d' }, x) as [Value, Value];
      const [height, width] = [Number(x.shape[2]), Number(x.shape[3])];
      return [b.apply({ kind: 'maxUnpool2d', height, width }, b.input('g', pooled.shape), places)];
    },
  },
};

function positives(b: ProgramBuilder, features: number): readonly Value[] {
  return b.applyAll({ kind: 'positives' }, b.input('x', ['batch', features]));
}

function distances(b: ProgramBuilder, random: SeededRandom, shape: Shape): readonly Value[] {
  const rows = random.whole(1, 4);
  return [b.apply({ kind: 'distancesIfAsked', rows }, b.constant(1), b.input('x', shape))];
}

function unary(kind: UnaryKind, name = 'x'): Record<string, OperationCase> {
  return { elementwise: (b, random) => [b.unary(kind, b.input(name, anyShape(random)))] };
}

function binary(kind: BinaryKind, second = 'y'): Record<string, OperationCase> {
  return {
    'equal shapes': (b, random) => {
      const shape = anyShape(random);
      return [b.binary(kind, b.input('x', shape), b.input(second, shape))];
    },
    'a scalar': (b, random) => [
      b.binary(kind, b.input('x', anyShape(random)), b.input(second, [])),
    ],
    'scalar first': (b, random) => [
      b.binary(kind, b.input('x', []), b.input(second, anyShape(random))),
    ],
    'both broadcast': (b, random) => {
      const shape = anyShape(random);
      return [
        b.binary(
          kind,
          b.input('x', stretched(shape, random)),
          b.input(second, stretched(shape, random)),
        ),
      ];
    },
    'a number': (b, random) => [b.binary(kind, b.input('x', anyShape(random)), b.constant(1.5))],
  };
}

function reduction(kind: 'sum' | 'mean' | 'max'): Record<string, OperationCase> {
  return {
    'all axes': (b, random) => [b.reduce(kind, b.input('x', anyShape(random)))],
    'some axes': (b, random) => {
      const x = b.input('x', anyShape(random, 1));
      const axes = x.shape.flatMap((_, axis) => (random.isHeads() ? [axis] : []));
      return [b.reduce(kind, x, axes, random.isHeads())];
    },
    'the batch': (b, random) => [
      b.reduce(kind, b.input('x', ['batch', random.whole(1, 4)]), [0]),
      b.reduce(kind, b.input('y', ['batch', random.whole(1, 4)]), [0], true),
      b.reduce(kind, b.input('z', [random.whole(1, 4), 'batch']), [1]),
    ],
  };
}

function matmul(
  b: ProgramBuilder,
  random: SeededRandom,
  transposeA: boolean,
  transposeB: boolean,
): Value[] {
  const [m, k, n] = dimensions(random, 3) as [Dimension, Dimension, Dimension];
  const x = b.input('x', transposeA ? [k, m] : [m, k]);
  const y = b.input('y', transposeB ? [n, k] : [k, n]);
  return [b.matmul(x, y, { transposeA, transposeB })];
}

function convolution(b: ProgramBuilder, random: SeededRandom, size: number): Value[] {
  const x = image(b, 'x', random);
  const kernel = b.input('kernel', [random.whole(1, 3), x.shape[1] as number, size, size]);
  return [b.apply({ kind: 'conv2d' }, x, kernel)];
}

function convolutionInputGradient(b: ProgramBuilder, random: SeededRandom, size: number): Value[] {
  const g = image(b, 'g', random);
  const kernel = b.input('kernel', [g.shape[1] as number, random.whole(1, 3), size, size]);
  return [b.apply({ kind: 'conv2dInputGradient' }, g, kernel)];
}

function convolutionKernelGradient(b: ProgramBuilder, random: SeededRandom, size: number): Value[] {
  const x = image(b, 'x', random);
  const g = b.input('g', ['batch', random.whole(1, 3), ...x.shape.slice(2)]);
  return [b.apply({ kind: 'conv2dKernelGradient', size }, x, g)];
}

function image(b: ProgramBuilder, name: string, random: SeededRandom, smallest = 1): Value {
  const [height, width] = [random.whole(smallest, 7), random.whole(smallest, 7)];
  return b.input(name, ['batch', random.whole(1, 3), height, width]);
}

function anyShape(random: SeededRandom, lowestRank = 0): Shape {
  return dimensions(random, random.whole(lowestRank, 4));
}

/** At most one of them is the batch. */
function dimensions(random: SeededRandom, count: number): Dimension[] {
  const batchAxis = random.isHeads() ? random.whole(0, count) : 0;
  return Array.from({ length: count }, (_, axis) =>
    axis === batchAxis ? 'batch' : random.whole(1, 4),
  );
}

/** A shape that broadcasts to another: some sizes 1, some leading axes left out. */
function stretched(shape: Shape, random: SeededRandom): Shape {
  const left = random.isHeads() ? random.whole(0, shape.length) : 0;
  return shape.slice(left).map((size) => (random.isHeads() ? 1 : size));
}
