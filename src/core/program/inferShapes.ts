import type { Operation } from './operation';
import type { Dimension, Shape, Value } from './program';

/** Shapes of an operation's outputs; throws where the inputs do not fit each other. */
export function inferShapes(operation: Operation, inputs: readonly Value[]): Shape[] {
  const shapes = inputs.map((input) => input.shape);
  const at = (index: number): Shape => shapes[index] ?? fail(operation, shapes);
  switch (operation.kind) {
    case 'constant':
      throw new Error('A constant states its shape itself.');
    case 'negate':
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sign':
    case 'tanh':
    case 'sigmoid':
    case 'erf':
    case 'relu':
      return [at(0)];
    case 'softmax':
    case 'logSoftmax':
      if (at(0).length === 0) return fail(operation, shapes);
      return [at(0)];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
    case 'whereGreater':
      return [shapes.reduce((a, b) => broadcastShapes(a, b))];
    case 'matmul': {
      const [m, k] = operation.transposeA ? reverse(at(0)) : at(0);
      const [k2, n] = operation.transposeB ? reverse(at(1)) : at(1);
      if (at(0).length !== 2 || at(1).length !== 2 || k !== k2) return fail(operation, shapes);
      if (m === undefined || n === undefined) return fail(operation, shapes);
      return [[m, n]];
    }
    case 'linear': {
      const [batch, inputSize] = at(0);
      const [rows, columns] = at(1);
      const ranks = shapes.map((shape) => shape.length).join();
      if (ranks !== '2,2,1' || inputSize !== rows || at(2)[0] !== columns)
        return fail(operation, shapes);
      if (batch === undefined || columns === undefined) return fail(operation, shapes);
      return [[batch, columns]];
    }
    case 'sum':
    case 'mean':
    case 'max':
      if (operation.axes.some((axis) => at(0)[axis] === undefined)) return fail(operation, shapes);
      return [reduceShape(at(0), operation.axes, operation.keep)];
    case 'reshape':
      return [reshaped(operation, at(0))];
    case 'transpose':
      if (new Set(operation.permutation).size !== at(0).length) return fail(operation, shapes);
      return [operation.permutation.map((axis) => at(0)[axis] ?? fail(operation, shapes))];
    case 'expandLike':
      if (String(broadcastShapes(at(0), at(1))) !== String(at(1))) return fail(operation, shapes);
      return [at(1)];
    case 'split': {
      const total = operation.sizes.reduce((a, b) => a + b, 0);
      if (at(0).length !== 1 || at(0)[0] !== total) return fail(operation, shapes);
      return operation.sizes.map((size) => [size]);
    }
    case 'concat':
      if (shapes.some((shape) => shape.length !== 1)) return fail(operation, shapes);
      return [[shapes.reduce((total, shape) => total + fixed(shape[0]), 0)]];
    case 'positives': {
      const [n, d] = at(0);
      if (at(0).length !== 2 || n === undefined || d === undefined) return fail(operation, shapes);
      return [[n, n], [n], [d]];
    }
    case 'distancesIfAsked': {
      const [asked, ...layers] = shapes;
      if (asked?.length !== 0 || layers.some((layer) => layer.length < 2))
        return fail(operation, shapes);
      for (const layer of layers) elementCount(layer.slice(1));
      return [[layers.length]];
    }
    case 'batchSize':
      if (at(0).length === 0) return fail(operation, shapes);
      return [[]];
    case 'conv2d': {
      const [n, c, h, w] = rank4(at(0));
      const [o, c2, size, size2] = rank4(at(1));
      if (c !== c2 || size !== size2 || fixed(size) % 2 === 0) return fail(operation, shapes);
      return [[n, o, h, w]];
    }
    case 'conv2dInputGradient': {
      const [n, o, h, w] = rank4(at(0));
      const [o2, c] = rank4(at(1));
      if (o !== o2) return fail(operation, shapes);
      return [[n, c, h, w]];
    }
    case 'conv2dKernelGradient':
      return [[rank4(at(1))[1], rank4(at(0))[1], operation.size, operation.size]];
    case 'maxPool2d': {
      const [n, c, h, w] = rank4(at(0));
      const pooled: Shape = [n, c, Math.floor(fixed(h) / 2), Math.floor(fixed(w) / 2)];
      return [pooled, pooled];
    }
    case 'maxUnpool2d': {
      const [n, c] = rank4(at(0));
      return [[n, c, operation.height, operation.width]];
    }
  }
}

/** numpy's rule: sizes are aligned at the end; 1 stretches. */
export function broadcastShapes(a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index): Dimension => {
    const left = a[a.length - rank + index] ?? 1;
    const right = b[b.length - rank + index] ?? 1;
    if (left === right || right === 1) return left;
    if (left === 1) return right;
    throw new Error(`Shapes [${a}] and [${b}] do not broadcast.`);
  });
}

/** Product of the fixed sizes; throws where the batch takes part. */
export function elementCount(shape: Shape): number {
  return shape.reduce<number>((total, size) => total * fixed(size), 1);
}

function reduceShape(shape: Shape, axes: readonly number[], keep: boolean): Shape {
  return shape.flatMap((size, axis): Dimension[] =>
    !axes.includes(axis) ? [size] : keep ? [1] : [],
  );
}

function reshaped(operation: Operation & { kind: 'reshape' }, from: Shape): Shape {
  const to = operation.sizes.map((size): Dimension => (size === -1 ? 'batch' : size));
  const count = (shape: Shape) => elementCount(shape.map((size) => (size === 'batch' ? 1 : size)));
  const batches = (shape: Shape) => shape.filter((size) => size === 'batch').length;
  if (count(from) !== count(to) || batches(from) !== batches(to)) fail(operation, [from]);
  return to;
}

function rank4(shape: Shape): [Dimension, Dimension, Dimension, Dimension] {
  const [a, b, c, d] = shape;
  if (
    shape.length !== 4 ||
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined
  )
    throw new Error(`Expected four axes, got [${shape}].`);
  return [a, b, c, d];
}

function fixed(size: Dimension | undefined): number {
  if (typeof size !== 'number') throw new Error(`Expected a fixed size, got ${size}.`);
  return size;
}

function reverse(shape: Shape): Shape {
  return [...shape].reverse();
}

function fail(operation: Operation, shapes: readonly Shape[]): never {
  throw new Error(`${operation.kind} does not fit ${shapes.map((s) => `[${s}]`).join(', ')}.`);
}
