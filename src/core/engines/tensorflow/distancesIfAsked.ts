import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import type { TensorFlow } from './library';

/** See the operation of this name; here asking costs a wait for the scalar that asks. */
export function distancesIfAsked(tf: TensorFlow, rows: number, inputs: readonly Tensor[]): Tensor {
  const [asked, ...layers] = inputs as readonly [Tensor, ...Tensor[]];
  if (!(asked.dataSync()[0]! > 0)) return tf.zeros([layers.length]);
  return tf.stack(layers.map((layer) => distances(tf, layer, rows)));
}

/** With bits as -1/2 and 1/2, h = d / 2 - 2 <t_i, t_k>. */
function distances(tf: TensorFlow, layer: Tensor, rows: number): Tensor {
  const samples = layer.shape[0] as number;
  const first = tf.slice(tf.reshape(layer, [samples, -1]), 0, Math.min(rows, samples));
  const units = first.shape[1] as number;
  const signs = tf.sub(tf.cast(tf.greater(first, 0), 'float32'), 0.5) as Tensor2D;
  const all = tf.sub(units / 2, tf.mul(2, tf.matMul(signs, signs, false, true)));
  return tf.sum(tf.minimum(tf.div(all, Math.max(1, Math.floor(units / 2))), 1));
}
