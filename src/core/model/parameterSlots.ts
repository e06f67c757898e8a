import type { ModelSettings } from '../../protocol/settings';
import type { LayerShape } from './layerShape';
import { KERNEL_SIZE } from './layerShape';
import type { ParameterSlot } from './plan';

/**
 * Where each parameter sits in the flat vector: layer after layer, each weight, bias if any, and with
 * normalization the gain and shift of hidden layers, one for each unit or channel.
 */
export function parameterSlots(
  layers: readonly LayerShape[],
  {
    normalization,
    bias = true,
    freeze_output: freezesOutput = false,
  }: Pick<ModelSettings, 'normalization' | 'bias' | 'freeze_output'>,
): ParameterSlot[] {
  let offset = 0;
  return layers.flatMap((layer) => {
    const width = layer.kind === 'conv' ? layer.filters : layer.outputs;
    const parts: [ParameterSlot['role'], readonly number[]][] = [['weight', weightShape(layer)]];
    if (bias) parts.push(['bias', [width]]);
    if (normalization !== 'none' && isNormalizable(layer))
      parts.push(['gain', [width]], ['shift', [width]]);
    return parts.map(([role, shape]): ParameterSlot => {
      const size = shape.reduce((product, length) => product * length, 1);
      const place = { layer: layer.name, role, shape, offset, size };
      const isFrozen = freezesOutput && layer.name === 'output';
      const slot = { name: `${layer.name}.${role}`, ...place, ...(isFrozen && { isFrozen }) };
      offset += size;
      return slot;
    });
  });
}

/** All layers but the output layer. */
export function isNormalizable(layer: LayerShape): boolean {
  return layer.kind === 'conv' || layer.isHidden;
}

function weightShape(layer: LayerShape): number[] {
  return layer.kind === 'conv'
    ? [layer.filters, layer.channels, KERNEL_SIZE, KERNEL_SIZE]
    : [layer.inputs, layer.outputs];
}
