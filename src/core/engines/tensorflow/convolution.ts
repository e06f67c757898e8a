import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './library';

/*
 * Images are [samples, channels, height, width] here and have the channels last in TensorFlow.js,
 * whose processors know no other order. Both gradients are convolutions too.
 */

/** x [n, c, h, w], kernel [o, c, k, k] -> [n, o, h, w]. */
export function conv2d(tf: TensorFlow, x: Tensor4D, kernel: Tensor4D): Tensor4D {
  return convolve(tf, x, tf.transpose(kernel, [2, 3, 1, 0]));
}

/** Gradient [n, o, h, w] with the kernel turned round, its inputs and outputs exchanged. */
export function conv2dInputGradient(
  tf: TensorFlow,
  gradient: Tensor4D,
  kernel: Tensor4D,
): Tensor4D {
  return convolve(tf, gradient, tf.reverse(tf.transpose(kernel, [2, 3, 0, 1]), [0, 1]));
}

/** Samples and channels change places: [c, h + k - 1, w + k - 1, n] by [h, w, n, o]. */
export function conv2dKernelGradient(
  tf: TensorFlow,
  x: Tensor4D,
  gradient: Tensor4D,
  size: number,
): Tensor4D {
  const margin: [number, number] = [(size - 1) / 2, (size - 1) / 2];
  const padded = tf.pad(tf.transpose(x, [1, 2, 3, 0]), [[0, 0], margin, margin, [0, 0]]);
  const filter = tf.transpose(gradient, [2, 3, 0, 1]);
  return tf.transpose(tf.conv2d(padded as Tensor4D, filter as Tensor4D, 1, 'valid'), [3, 0, 1, 2]);
}

function convolve(tf: TensorFlow, x: Tensor4D, filter: Tensor4D): Tensor4D {
  const channelsLast = tf.transpose(x, [0, 2, 3, 1]);
  return tf.transpose(tf.conv2d(channelsLast, filter, 1, 'same'), [0, 3, 1, 2]);
}
