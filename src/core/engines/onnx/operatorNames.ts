import type { BinaryKind, ReductionKind, UnaryKind } from '../../program/operation';

/** Operations that ONNX has under another name. */
export const operatorNames: Readonly<Record<UnaryKind | BinaryKind | ReductionKind, string>> = {
  negate: 'Neg',
  exp: 'Exp',
  log: 'Log',
  sqrt: 'Sqrt',
  abs: 'Abs',
  sign: 'Sign',
  tanh: 'Tanh',
  sigmoid: 'Sigmoid',
  erf: 'Erf',
  relu: 'Relu',
  add: 'Add',
  subtract: 'Sub',
  multiply: 'Mul',
  divide: 'Div',
  minimum: 'Min',
  maximum: 'Max',
  sum: 'ReduceSum',
  mean: 'ReduceMean',
  max: 'ReduceMax',
};
