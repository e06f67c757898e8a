import type { LayerDescription } from '../../protocol/events';
import type { ActivationKind, Settings } from '../../protocol/settings';
import type { Dataset } from '../data/dataset';
import type { ModelPlan } from '../model/plan';
import type { Watched } from './presets';

type Reasons = Readonly<Record<string, string>>;

/** The plan's layers, with the reason for every metric that a layer cannot have. */
export function describeLayers(plan: ModelPlan, settings: Settings): LayerDescription[] {
  return plan.layers.map((layer) => {
    const reasons = { ...bitReasons(layer, settings), ...normalizedReasons(layer, settings) };
    return Object.keys(reasons).length > 0 ? { ...layer, notDefined: reasons } : layer;
  });
}

/** Hidden layers whose activation is on or off for a sample. */
export function layersWithBits(layers: readonly LayerDescription[]): string[] {
  return layers.filter((layer) => !layer.notDefined?.['oui']).map((layer) => layer.name);
}

/** Layers in front of a normalization: only the direction of their weights matters. */
export function scaleFreeLayers(layers: readonly LayerDescription[]): string[] {
  return layers.filter((layer) => layer.notDefined?.['weight_change']).map((layer) => layer.name);
}

/** Why the whole run lacks a metric, by metric id. */
export function undefinedMetrics(
  layers: readonly LayerDescription[],
  settings: Settings,
  dataset: Dataset,
  watched: Watched,
): Reasons {
  const reasons: Record<string, string> = {};
  const hidden = layers.filter((layer) => layer.name !== 'output');
  for (const id of ['oui', 'oui_relative', 'dead_units', 'weight_change']) {
    const [first, ...others] = hidden.map((layer) => layer.notDefined?.[id]);
    if (first && others.every((reason) => reason !== undefined)) reasons[id] = first;
  }
  const asked = `not measured by monitor.preset ${settings.monitor.preset}`;
  if (!watched.features)
    reasons['kernel_target_alignment'] = reasons['gradient_feature_alignment'] = asked;
  if (!watched.directions) reasons['neuron_alignment'] = reasons['update_ratio'] = asked;
  if (!watched.confidence) reasons['confident_share'] = asked;
  if (dataset.target.kind === 'values')
    reasons['loss_gap'] = reasons['confident_share'] = 'a regression has no chance level';
  else if (!dataset.validation) reasons['loss_gap'] = 'no validation data';
  const { kind, weight_decay: decay } = settings.optimizer;
  if (kind === 'adam' && decay > 0)
    reasons['total_shrink'] = reasons['decay_horizon'] =
      'adam divides the decay by the gradient size, so it shrinks weights at no known rate';
  else if (decay === 0) reasons['decay_horizon'] = 'no weight decay';
  return reasons;
}

function bitReasons(layer: LayerDescription, { model }: Settings): Reasons {
  const reason =
    layer.name === 'output'
      ? 'the output layer has no activation'
      : layer.units < 2
        ? 'one unit has no pattern'
        : withoutBits(model.activation);
  return reason === undefined ? {} : { oui: reason, oui_relative: reason, dead_units: reason };
}

function withoutBits(activation: ActivationKind): string | undefined {
  switch (activation) {
    case 'relu':
    case 'gelu':
    case 'silu':
      return undefined;
    case 'tanh':
      return 'tanh is never off: its sign is no on/off pattern';
    case 'square':
      return 'square is positive for every input but zero';
  }
}

function normalizedReasons(layer: LayerDescription, { model }: Settings): Reasons {
  return model.normalization === 'none' || layer.name === 'output'
    ? {}
    : {
        weight_change: `${model.normalization} normalization makes the size of weights meaningless`,
      };
}
