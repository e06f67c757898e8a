import type { ModelSettings } from '../../protocol/settings';
import { DataError } from '../data/dataError';

/** Sizes of one layer with parameters, in the order in which samples pass. */
export type LayerShape = ConvolutionShape | DenseShape;

/** 3x3 kernels at stride 1 that keep the image's size; its activation is pooled 2x2 afterwards. */
export interface ConvolutionShape {
  readonly kind: 'conv';
  readonly name: string;
  readonly channels: number;
  readonly filters: number;
  /** Of the image before pooling. */
  readonly height: number;
  readonly width: number;
}

export interface DenseShape {
  readonly kind: 'dense';
  readonly name: string;
  readonly inputs: number;
  readonly outputs: number;
  /** False for the output layer: no normalization, activation or dropout. */
  readonly isHidden: boolean;
}

export const KERNEL_SIZE = 3;

/**
 * The layers that a model's settings ask for. `two_layer` is an `mlp` with one hidden layer, `linear`
 * one with none.
 * @throws where a size is not a positive integer, and where a `cnn` meets data that are not images
 * or images that become too small for its poolings
 */
export function layerShapes(
  model: ModelSettings,
  inputShape: readonly number[],
  outputs: number,
): LayerShape[] {
  for (const size of [...inputShape, outputs])
    checkSize('a size of the data', size, `[${inputShape}] to ${outputs}`);
  const features = inputShape.reduce((product, size) => product * size, 1);
  switch (model.kind) {
    case 'mlp':
      return denseShapes('hidden', 'model.hidden', features, model.hidden, outputs);
    case 'two_layer':
      return denseShapes('hidden', 'model.width', features, [model.width], outputs);
    case 'linear':
      return denseShapes('hidden', 'model.kind', features, [], outputs);
    case 'cnn': {
      const convolutions = convolutionShapes(model.channels, inputShape);
      const last = convolutions.at(-1);
      const flat = last
        ? last.filters * Math.floor(last.height / 2) * Math.floor(last.width / 2)
        : features;
      return [...convolutions, ...denseShapes('dense', 'model.dense', flat, model.dense, outputs)];
    }
  }
}

/** Activations of one sample, before pooling. */
export function unitCount(layer: LayerShape): number {
  return layer.kind === 'conv' ? layer.filters * layer.height * layer.width : layer.outputs;
}

function convolutionShapes(
  filters: readonly number[],
  inputShape: readonly number[],
): ConvolutionShape[] {
  const [channels, height, width] = inputShape;
  if (
    inputShape.length !== 3 ||
    channels === undefined ||
    height === undefined ||
    width === undefined
  )
    throw new DataError(
      'model.kind',
      `model.kind cnn needs images of shape [channels, height, width], but a sample of these data ` +
        `has shape [${inputShape}]. Use model.kind mlp for them.`,
    );
  const shapes: ConvolutionShape[] = [];
  let image = { channels, height, width };
  filters.forEach((count, index) => {
    checkSize('an entry of model.channels', count, `[${filters}]`);
    if (image.height < 2 || image.width < 2)
      throw new DataError(
        'model.channels',
        `model.channels has ${countEntries(filters.length)}, and each halves the image; the ` +
          `${height}x${width} image is ${image.height}x${image.width} before entry ${index + 1}. ` +
          `At most ${countEntries(index)} would do.`,
      );
    shapes.push({ kind: 'conv', name: `conv${index + 1}`, ...image, filters: count });
    image = {
      channels: count,
      height: Math.floor(image.height / 2),
      width: Math.floor(image.width / 2),
    };
  });
  return shapes;
}

function denseShapes(
  prefix: string,
  path: string,
  inputs: number,
  hidden: readonly number[],
  outputs: number,
): DenseShape[] {
  for (const size of hidden) checkSize(`an entry of ${path}`, size, `[${hidden}]`);
  const sizes = [inputs, ...hidden, outputs];
  return sizes.slice(1).map((size, index) => {
    const isHidden = index < hidden.length;
    return {
      kind: 'dense',
      name: isHidden ? `${prefix}${index + 1}` : 'output',
      inputs: sizes[index] as number,
      outputs: size,
      isHidden,
    };
  });
}

function countEntries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}

function checkSize(what: string, size: number, where: string): void {
  if (!Number.isInteger(size) || size < 1)
    throw new Error(`Expected a positive whole number as ${what}, got ${size} in ${where}.`);
}
