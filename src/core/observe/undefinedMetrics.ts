import { isDefined } from '../../metrics/measured';
import type { LayerDescription } from '../../protocol/events';
import type { ActivationKind, Settings } from '../../protocol/settings';
import type { Dataset } from '../data/dataset';
import type { ModelPlan } from '../model/plan';
import { deepLayerReasons, deepMetrics, deepRunReasons } from './deep/deepReasons';
import { watchedBy, type Watched } from './presets';
import { asReason, type Reasons } from './reasons';
import type { RunMetrics } from './runMetrics';

/** The plan's layers, with the reason for every metric that the settings deny a layer. */
export function describeLayers(
  plan: Pick<ModelPlan, 'layers'>,
  { model, monitor }: Pick<Settings, 'model' | 'monitor'>,
): LayerDescription[] {
  const isDeep = watchedBy(monitor.preset).deep;
  return plan.layers.map((layer) =>
    withReasons(layer, {
      ...(isDeep && deepLayerReasons(layer, { model })),
      ...bitReasons(layer, model.activation),
      ...(layer.name === 'output'
        ? { neuron_alignment: 'only hidden neurons have a direction to find' }
        : normalizedReasons(model.normalization)),
    }),
  );
}

/** Adds reasons to those that a layer has already, which say more. */
export function withReasons(layer: LayerDescription, reasons: Reasons): LayerDescription {
  const all = { ...reasons, ...layer.notDefined };
  return Object.keys(all).length > 0 ? { ...layer, notDefined: all } : layer;
}

/** Hidden layers whose activation is on or off for a sample. */
export function layersWithBits(layers: readonly LayerDescription[]): string[] {
  return layers.filter((layer) => !layer.notDefined?.['dead_units']).map((layer) => layer.name);
}

/** Those of them that have a pattern to compare. */
export function comparedLayers(layers: readonly LayerDescription[]): string[] {
  return layers.filter((layer) => !layer.notDefined?.['oui']).map((layer) => layer.name);
}

/** Layers in front of a normalization: only the direction of their weights matters. */
export function scaleFreeLayers(layers: readonly LayerDescription[]): string[] {
  return layers.filter((layer) => layer.notDefined?.['weight_change']).map((layer) => layer.name);
}

/** Why the whole run lacks a metric, as far as settings and data tell. */
export function undefinedMetrics(
  layers: readonly LayerDescription[],
  settings: Settings,
  dataset: Dataset,
  watched: Watched,
  runMetrics: RunMetrics,
): Reasons {
  return {
    ...presetReasons(watched, settings.monitor.preset),
    ...(watched.deep && deepRunReasons(settings, layers, dataset.target)),
    ...lossReasons(settings, dataset),
    ...decayReasons(runMetrics, settings.optimizer.learning_rate),
    ...lackedByAll(layers),
  };
}

/** A mean over layers that all lack the metric has the reason of the first hidden one. */
function lackedByAll(layers: readonly LayerDescription[]): Reasons {
  const hidden = layers.filter((layer) => layer.name !== 'output');
  const reasons: Record<string, string> = {};
  const ids = ['oui', 'oui_relative', 'dead_units', 'weight_change', 'neuron_alignment'];
  for (const id of [...ids, ...deepMetrics.layers]) {
    const [first, ...others] = hidden.map((layer) => layer.notDefined?.[id]);
    if (first && others.every((reason) => reason !== undefined)) reasons[id] = first;
  }
  return reasons;
}

function presetReasons(watched: Watched, preset: string): Reasons {
  const without = (isWatched: boolean, ...ids: readonly string[]) =>
    isWatched ? [] : ids.map((id) => [id, `not measured by monitor.preset ${preset}`]);
  return Object.fromEntries([
    ...without(watched.features, 'kernel_target_alignment', 'gradient_feature_alignment'),
    ...without(watched.directions, 'neuron_alignment', 'update_ratio'),
    ...without(watched.confidence, 'confident_share', 'confident_jump', 'confident_persistence'),
    ...without(watched.deep, ...deepMetrics.run, ...deepMetrics.layers),
  ]) as Reasons;
}

function lossReasons({ loss }: Settings, { target, validation }: Dataset): Reasons {
  const held = validation ? {} : { score_gap: 'no validation data' };
  if (target.kind === 'values') return { ...held, ...ofLosses('a regression has no chance level') };
  if (loss === 'mse')
    return { ...held, ...ofLosses('loss mse is not in nats, which its chance level is in') };
  return validation ? {} : { ...held, loss_gap: 'no validation data' };
}

function ofLosses(reason: string): Reasons {
  return {
    loss_gap: reason,
    confident_share: reason,
    confident_jump: reason,
    confident_persistence: reason,
  };
}

function decayReasons(runMetrics: RunMetrics, learningRate: number): Reasons {
  return Object.fromEntries(
    Object.entries(runMetrics.at(learningRate)).flatMap(([id, value]) =>
      isDefined(value) ? [] : [[id, asReason(value)]],
    ),
  );
}

function bitReasons({ name, units }: LayerDescription, activation: ActivationKind): Reasons {
  const reason = name === 'output' ? 'the output layer has no activation' : withoutBits(activation);
  if (reason !== undefined) return { oui: reason, oui_relative: reason, dead_units: reason };
  return units < 2
    ? { oui: 'one unit has no pattern', oui_relative: 'one unit has no pattern' }
    : {};
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

function normalizedReasons(normalization: Settings['model']['normalization']): Reasons {
  return normalization === 'none'
    ? {}
    : { weight_change: `${normalization} normalization makes the size of weights meaningless` };
}
