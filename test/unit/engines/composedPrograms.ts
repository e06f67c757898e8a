import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { Program, Value } from '../../../src/core/program/program';

/** Losses as models make them, with the gradient by one flat vector of all parameters. */
export const composedPrograms: Readonly<Record<string, () => Program>> = {
  'MLP with cross entropy': () =>
    lossProgram([5, 4, 3], ({ b, x, oneHot, layer }) =>
      crossEntropy(b, layer(b.unary('relu', layer(x, 0)), 1), oneHot),
    ),
  'MLP with gelu and silu': () =>
    lossProgram([5, 4, 4, 3], ({ b, x, oneHot, layer }) => {
      const gelu = (z: Value) =>
        b.multiply(b.multiply(z, 0.5), b.add(b.unary('erf', b.multiply(z, Math.SQRT1_2)), 1));
      const silu = (z: Value) => b.multiply(z, b.unary('sigmoid', z));
      return crossEntropy(b, layer(silu(layer(gelu(layer(x, 0)), 1)), 2), oneHot);
    }),
  'layer normalization and squared error': () =>
    lossProgram([5, 4, 3], ({ b, x, oneHot, layer }) => {
      const error = b.subtract(layer(normalize(b, layer(x, 0), 1), 1), oneHot);
      return b.mean(b.multiply(error, error));
    }),
  'batch normalization and tanh': () =>
    lossProgram([5, 4, 3], ({ b, x, oneHot, layer }) =>
      crossEntropy(b, layer(b.unary('tanh', normalize(b, layer(x, 0), 0)), 1), oneHot),
    ),
  'weight norms and dropout masks': () =>
    lossProgram([5, 4, 3], ({ b, x, oneHot, layer, parameters }) => {
      const hidden = b.multiply(b.unary('relu', layer(x, 0)), b.input('mask', ['batch', 4]));
      const penalty = b.unary('sqrt', b.sum(b.multiply(parameters, parameters)));
      return b.add(crossEntropy(b, layer(hidden, 1), oneHot), b.multiply(penalty, 0.1));
    }),
  'convolution, pooling, dense': convolutionProgram,
};

interface Parts {
  readonly b: ProgramBuilder;
  readonly x: Value;
  readonly oneHot: Value;
  readonly parameters: Value;
  layer(x: Value, index: number): Value;
}

function lossProgram(sizes: readonly number[], write: (parts: Parts) => Value): Program {
  const b = new ProgramBuilder();
  const x = b.input('x', ['batch', sizes[0] as number]);
  const oneHot = b.input('oneHot', ['batch', sizes.at(-1) as number]);
  const counts = sizes.slice(1).flatMap((size, index) => [size * (sizes[index] as number), size]);
  const parameters = b.input('parameters', [counts.reduce((m, n) => m + n)]);
  const parts = b.split(parameters, counts);
  const layer = (input: Value, index: number): Value =>
    b.linear(
      input,
      b.reshape(parts[2 * index] as Value, [sizes[index] as number, sizes[index + 1] as number]),
      parts[2 * index + 1] as Value,
    );
  return withGradient(b, write({ b, x, oneHot, parameters, layer }), parameters);
}

/** 5 x 7 pixels: the pooling leaves the last row and column out. */
function convolutionProgram(): Program {
  const b = new ProgramBuilder();
  const x = b.input('x', ['batch', 35]);
  const oneHot = b.input('oneHot', ['batch', 3]);
  const shapes = [[2, 1, 3, 3], [2], [3, 2, 3, 3], [3], [3, 3], [3]];
  const counts = shapes.map((shape) => shape.reduce((m, n) => m * n, 1));
  const parameters = b.input('parameters', [counts.reduce((m, n) => m + n)]);
  const [kernel1, bias1, kernel2, bias2, weight, bias] = b
    .split(parameters, counts)
    .map((part, index) => b.reshape(part, shapes[index] as number[])) as [
    Value,
    Value,
    Value,
    Value,
    Value,
    Value,
  ];
  const block = (input: Value, kernel: Value, shift: Value): Value => {
    const channels = Number(shift.shape[0]);
    const convolved = b.apply({ kind: 'conv2d' }, input, kernel);
    return b.maxPool2d(b.unary('relu', b.add(convolved, b.reshape(shift, [channels, 1, 1]))));
  };
  const pooled = block(b.reshape(x, ['batch', 1, 5, 7]), kernel1, bias1);
  const features = b.mean(block(pooled, kernel2, bias2), [2, 3]);
  return withGradient(b, crossEntropy(b, b.linear(features, weight, bias), oneHot), parameters);
}

function crossEntropy(b: ProgramBuilder, logits: Value, oneHot: Value): Value {
  const logs = b.apply({ kind: 'logSoftmax' }, logits);
  return b.unary('negate', b.mean(b.sum(b.multiply(logs, oneHot), [1])));
}

function normalize(b: ProgramBuilder, x: Value, axis: number): Value {
  const centered = b.subtract(x, b.mean(x, [axis], true));
  const variance = b.mean(b.multiply(centered, centered), [axis], true);
  return b.divide(centered, b.unary('sqrt', b.add(variance, 0.01)));
}

function withGradient(b: ProgramBuilder, loss: Value, parameters: Value): Program {
  const [gradient] = differentiate(b, loss, [parameters]);
  b.output('loss', loss);
  b.output('gradient', gradient as Value);
  return b.build();
}
