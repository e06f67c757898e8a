import type { BinaryKind, UnaryKind } from '../../program/operation';
import { erf } from './erf';
import type { NumberArray } from './numberArray';
import { broadcast, fill, read } from './numberArray';

export function unary(kind: UnaryKind, x: NumberArray): NumberArray {
  return { shape: x.shape, data: x.data.map(scalarFunctions[kind]) };
}

export function binary(kind: BinaryKind, a: NumberArray, b: NumberArray): NumberArray {
  const compute = pairFunctions[kind];
  return fill(broadcast([a.shape, b.shape]), (index) => compute(read(a, index), read(b, index)));
}

export function whereGreater(
  a: NumberArray,
  b: NumberArray,
  x: NumberArray,
  y: NumberArray,
): NumberArray {
  return fill(broadcast([a.shape, b.shape, x.shape, y.shape]), (index) =>
    read(a, index) > read(b, index) ? read(x, index) : read(y, index),
  );
}

const scalarFunctions: Readonly<Record<UnaryKind, (x: number) => number>> = {
  negate: (x) => -x,
  exp: Math.exp,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  tanh: Math.tanh,
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  erf,
  relu: (x) => Math.max(x, 0),
};

const pairFunctions: Readonly<Record<BinaryKind, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  minimum: Math.min,
  maximum: Math.max,
};
