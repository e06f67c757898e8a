import type { LayerDescription } from '../../protocol/events';
import type { ModelSettings } from '../../protocol/settings';
import { writeForward } from './forward';
import type { LayerShape } from './layerShape';
import { layerShapes, unitCount } from './layerShape';
import { isNormalizable, parameterSlots } from './parameterSlots';
import type { MaskSlot, ModelPlan, ParameterSlot } from './plan';

/**
 * Lays out a model of the config for data of a shape.
 *
 * - `mlp`: dense layers `hidden1`, `hidden2`, ... and `output`; images are flattened.
 * - `two_layer`: the same with one hidden layer of `width`, biases included unless `bias` is false.
 * - `linear`: the layer `output` alone.
 * - `cnn`: for each of `channels` a layer `conv1`, ...: 3x3 convolution, normalization, activation,
 *   2x2 max pooling; then flattened, dense layers `dense1`, ... and `output`.
 *
 * Normalization stands between the linear part and the activation, dropout behind the activation
 * (behind the pooling in `conv` layers).
 *
 * @param inputShape sizes of one sample: [features] or [channels, height, width]
 * @param outputs number of classes, 1 for the loss `logistic`, the targets' width for values
 * @throws where the model does not fit the data, saying what would
 */
export function planModel(
  model: ModelSettings,
  inputShape: readonly number[],
  outputs: number,
): ModelPlan {
  const shapes = layerShapes(model, inputShape, outputs);
  const parameters = parameterSlots(shapes, model);
  const masks = model.dropout > 0 ? maskSlots(shapes) : [];
  const runningWidths =
    model.normalization === 'batch' ? shapes.filter(isNormalizable).map(normalizedWidth) : [];
  return {
    inputShape,
    outputs,
    layers: shapes.map((shape) => describe(shape, parameters)),
    parameters,
    parameterCount: parameters.reduce((total, slot) => total + slot.size, 0),
    stateCount: runningWidths.reduce((total, width) => total + 2 * width, 0),
    masks,
    initialState: () =>
      Float32Array.from(
        runningWidths.flatMap((width) => [
          ...Array<number>(width).fill(0),
          ...Array<number>(width).fill(1),
        ]),
      ),
    forward: (builder, inputs) =>
      writeForward(builder, { model, shapes, parameters, masks, runningWidths }, inputs),
  };
}

function maskSlots(shapes: readonly LayerShape[]): MaskSlot[] {
  return shapes.filter(isNormalizable).map((shape) => ({
    name: `mask.${shape.name}`,
    units:
      shape.kind === 'conv'
        ? shape.filters * Math.floor(shape.height / 2) * Math.floor(shape.width / 2)
        : shape.outputs,
  }));
}

/** Channels of a convolution, units of a dense layer. */
function normalizedWidth(shape: LayerShape): number {
  return shape.kind === 'conv' ? shape.filters : shape.outputs;
}

function describe(shape: LayerShape, parameters: readonly ParameterSlot[]): LayerDescription {
  return {
    name: shape.name,
    kind: shape.kind,
    units: unitCount(shape),
    parameters: parameters
      .filter((slot) => slot.layer === shape.name)
      .reduce((total, slot) => total + slot.size, 0),
  };
}
