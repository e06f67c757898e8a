import type { Operation } from '../../program/operation';
import { conv2d, conv2dInputGradient, conv2dKernelGradient } from './convolution';
import { binary, unary, whereGreater } from './elementwise';
import { concat, expand, reshape, split, transpose } from './layout';
import { linear, matmul, transposedIf } from './linear';
import type { NumberArray } from './numberArray';
import { arrayOf } from './numberArray';
import { distancesIfAsked } from './distancesIfAsked';
import { maxPool2d, maxUnpool2d } from './pooling';
import { positives } from './positives';
import { logSoftmax, reduce, softmax } from './reduction';

/** What each operation means. `shape` is that of the first output. */
export function evaluate(
  operation: Operation,
  inputs: readonly NumberArray[],
  shape: readonly number[],
): NumberArray[] {
  const [first, second, third, fourth] = inputs as Four;
  switch (operation.kind) {
    case 'constant':
      return [arrayOf(shape, operation.data)];
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
      return [unary(operation.kind, first)];
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'minimum':
    case 'maximum':
      return [binary(operation.kind, first, second)];
    case 'whereGreater':
      return [whereGreater(first, second, third, fourth)];
    case 'matmul': {
      const { transposeA, transposeB } = operation;
      return [matmul(transposedIf(transposeA, first), transposedIf(transposeB, second))];
    }
    case 'linear':
      return [linear(first, second, third)];
    case 'sum':
    case 'mean':
    case 'max':
      return [reduce(operation.kind, first, operation.axes, operation.keep)];
    case 'reshape':
      return [reshape(first, shape)];
    case 'transpose':
      return [transpose(first, operation.permutation)];
    case 'expandLike':
      return [expand(first, second.shape)];
    case 'split':
      return split(first, operation.sizes);
    case 'concat':
      return [concat(inputs)];
    case 'softmax':
      return [softmax(first)];
    case 'logSoftmax':
      return [logSoftmax(first)];
    case 'positives':
      return positives(first);
    case 'distancesIfAsked':
      return [distancesIfAsked(operation.rows, inputs)];
    case 'batchSize':
      return [arrayOf([], [first.shape[0] as number])];
    case 'conv2d':
      return [conv2d(first, second)];
    case 'conv2dInputGradient':
      return [conv2dInputGradient(first, second)];
    case 'conv2dKernelGradient':
      return [conv2dKernelGradient(first, second, operation.size)];
    case 'maxPool2d':
      return maxPool2d(first);
    case 'maxUnpool2d':
      return [maxUnpool2d(first, second, operation.height, operation.width)];
  }
}

type Four = readonly [NumberArray, NumberArray, NumberArray, NumberArray];
