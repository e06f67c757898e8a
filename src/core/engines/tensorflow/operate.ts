import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import type { Operation } from '../../program/operation';
import { conv2d, conv2dInputGradient, conv2dKernelGradient } from './convolution';
import { distancesIfAsked } from './distancesIfAsked';
import { maxPool2d, maxUnpool2d } from './pooling';
import type { TensorFlow } from './library';

/** One operation of a program by those of TensorFlow.js. */
export function operate(
  tf: TensorFlow,
  operation: Exclude<Operation, { readonly kind: 'constant' }>,
  inputs: readonly Tensor[],
): Tensor[] {
  const [a, b, x, y] = inputs as [Tensor, Tensor, Tensor, Tensor];
  switch (operation.kind) {
    case 'negate':
      return [tf.neg(a)];
    case 'exp':
    case 'log':
    case 'sqrt':
    case 'abs':
    case 'sign':
    case 'tanh':
    case 'sigmoid':
    case 'erf':
    case 'relu':
      return [tf[operation.kind](a)];
    case 'add':
      return [tf.add(a, b)];
    case 'subtract':
      return [tf.sub(a, b)];
    case 'multiply':
      return [tf.mul(a, b)];
    case 'divide':
      return [tf.div(a, b)];
    case 'minimum':
    case 'maximum':
      return [tf[operation.kind](a, b)];
    case 'whereGreater':
      return [tf.where(tf.greater(a, b), x, y)];
    case 'matmul':
      return [tf.matMul(a, b, operation.transposeA, operation.transposeB)];
    case 'linear':
      return [tf.add(tf.matMul(a as Tensor2D, b as Tensor2D), x)];
    case 'sum':
    case 'mean':
    case 'max':
      return [tf[operation.kind](a, [...operation.axes], operation.keep)];
    case 'reshape':
      return [tf.reshape(a, [...operation.sizes])];
    case 'transpose':
      return [tf.transpose(a, [...operation.permutation])];
    case 'expandLike':
      return [tf.broadcastTo(a, b.shape)];
    case 'split':
      return tf.split(a, [...operation.sizes], 0);
    case 'concat':
      return [tf.concat([...inputs], 0)];
    case 'softmax':
      return [tf.softmax(a)];
    case 'logSoftmax':
      return [tf.logSoftmax(a)];
    case 'positives': {
      const isPositive = tf.cast(tf.greater(a, 0), 'float32') as Tensor2D;
      const both = tf.matMul(isPositive, isPositive, false, true);
      return [both, tf.sum(isPositive, 1), tf.sum(isPositive, 0)];
    }
    case 'distancesIfAsked':
      return [distancesIfAsked(tf, operation.rows, inputs)];
    case 'batchSize':
      return [tf.scalar(a.shape[0] as number, 'float32')];
    case 'conv2d':
      return [conv2d(tf, a as Tensor4D, b as Tensor4D)];
    case 'conv2dInputGradient':
      return [conv2dInputGradient(tf, a as Tensor4D, b as Tensor4D)];
    case 'conv2dKernelGradient':
      return [conv2dKernelGradient(tf, a as Tensor4D, b as Tensor4D, operation.size)];
    case 'maxPool2d':
      return maxPool2d(tf, a as Tensor4D);
    case 'maxUnpool2d':
      return [maxUnpool2d(tf, a as Tensor4D, b as Tensor4D, operation)];
  }
}
