import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Program } from '../../program/program';
import type { TensorFlow } from './library';

type Size4 = [number, number, number, number];

/** The corners of a window, rows before columns. */
const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
] as const;

/** Maxima of 2 x 2 windows, and their places as whole numbers: the first of equal ones wins. */
export function maxPool2d(tf: TensorFlow, x: Tensor4D): [Tensor, Tensor] {
  const [samples, channels, height, width] = x.shape;
  const pooled: Size4 = [samples, channels, Math.floor(height / 2), Math.floor(width / 2)];
  const [first, ...others] = corners.map(([row, column]) => {
    const end: Size4 = [samples, channels, 2 * pooled[2], 2 * pooled[3]];
    return tf.stridedSlice(x, [0, 0, row, column], end, [1, 1, 2, 2]);
  }) as [Tensor, ...Tensor[]];
  const maxima = others.reduce((largest, other) => tf.maximum(largest, other), first);
  const [start, ...placesOfOthers] = cornerPlaces(tf, pooled, height, width) as [
    Tensor,
    ...Tensor[],
  ];
  let places = start;
  for (let corner = others.length - 1; corner >= 0; corner--)
    places = tf.where(
      tf.equal(others[corner] as Tensor, maxima),
      placesOfOthers[corner] as Tensor,
      places,
    );
  return [maxima, tf.where(tf.equal(first, maxima), start, places)];
}

/** Puts each number at its place in [n, c, height, width], and 0 elsewhere. */
export function maxUnpool2d(
  tf: TensorFlow,
  gradient: Tensor4D,
  places: Tensor4D,
  { height, width }: { readonly height: number; readonly width: number },
): Tensor {
  const [samples, channels, rows, columns] = gradient.shape;
  const nothing = tf.zerosLike(gradient);
  const parts = cornerPlaces(tf, gradient.shape, height, width).map((own) =>
    tf.where(tf.equal(places, own), gradient, nothing),
  ) as [Tensor, Tensor, Tensor, Tensor];
  const wide = [samples, channels, rows, 2 * columns];
  const [upper, lower] = [parts.slice(0, 2), parts.slice(2)].map((pair) =>
    tf.reshape(tf.stack(pair, 4), wide),
  ) as [Tensor, Tensor];
  const spread = tf.reshape(tf.stack([upper, lower], 3), [
    samples,
    channels,
    2 * rows,
    2 * columns,
  ]);
  return tf.pad(spread, [
    [0, 0],
    [0, 0],
    [0, height - 2 * rows],
    [0, width - 2 * columns],
  ]);
}

/** Throws where places are taken that no pooling of the program gave. */
export function checkPlaces({ nodes }: Program): void {
  const pooled = new Set<number>();
  for (const { operation, inputs, outputs } of nodes) {
    if (operation.kind === 'maxPool2d' && outputs[1]) pooled.add(outputs[1].id);
    if (operation.kind === 'maxUnpool2d' && !pooled.has(inputs[1]?.id ?? -1))
      throw new Error('Only what maxPool2d of the same program gave can be unpooled.');
  }
}

/** Positions of the four corners of every window in the whole of [n, c, height, width]. */
function cornerPlaces(
  tf: TensorFlow,
  [samples, channels, rows, columns]: Size4,
  height: number,
  width: number,
): Tensor[] {
  const along = (count: number, stride: number, shape: number[]): Tensor =>
    tf.reshape(tf.mul(tf.range(0, count, 1, 'int32'), tf.scalar(stride, 'int32')), shape);
  const images = along(samples * channels, height * width, [samples, channels, 1, 1]);
  const start = tf.add(
    images,
    tf.add(along(rows, 2 * width, [rows, 1]), along(columns, 2, [columns])),
  );
  return corners.map(([row, column]) => tf.add(start, tf.scalar(row * width + column, 'int32')));
}
