import type { LayerDescription } from '../../../protocol/events';
import type { Settings } from '../../../protocol/settings';
import type { Target } from '../../data/dataset';
import type { Reasons } from '../reasons';

/** Metrics that only preset full measures, by where they have values. */
export const deepMetrics = {
  run: [
    ...['gradient_agreement', 'gradient_direction_variance', 'gradient_direction_error'],
    ...['gradient_noise_scale', 'sharpness', 'sharpness_ratio', 'kernel_target_cka'],
    ...['off_diagonal_ratio', 'extremal_alignment', 'class_alignment'],
  ],
  /** Of layers, and their mean of the run. */
  layers: [
    ...['distinct_directions', 'feature_cka', 'kernel_velocity', 'constant_units', 'batch_oui'],
    ...['oui_baseline', 'saturated_units', 'gradient_norm', 'balancedness', 'balance_drift'],
    'regularization_ratio',
  ],
} as const;

type Model = Pick<Settings, 'model'>;

/** Why a layer cannot have some of the deep metrics. */
export function deepLayerReasons(layer: LayerDescription, { model }: Model): Reasons {
  const { name, kind } = layer;
  const { activation } = model;
  if (name === 'output')
    return all('the output layer has no activation', [
      ...['feature_cka', 'kernel_velocity', 'constant_units', 'batch_oui', 'oui_baseline'],
      ...['saturated_units', 'distinct_directions', 'balancedness', 'balance_drift'],
    ]);
  const switches = activation === 'relu' || activation === 'gelu' || activation === 'silu';
  const balance = unbalanced(model);
  return {
    ...(!switches &&
      all(`${activation} is no switch that is on or off`, ['constant_units', 'batch_oui'])),
    ...(activation !== 'tanh' && {
      saturated_units: switches
        ? `the flat part of ${activation} is off: see dead units`
        : `${activation} has no flat end`,
    }),
    ...(balance !== undefined && all(balance, ['balancedness', 'balance_drift'])),
    ...(baselineReason(model, kind) !== undefined && {
      oui_baseline: baselineReason(model, kind)!,
    }),
  };
}

function unbalanced({ activation, normalization }: Settings['model']): string | undefined {
  if (normalization !== 'none')
    return `${normalization} normalization makes the size of weights meaningless`;
  return activation === 'relu'
    ? undefined
    : `only relu keeps the balance of weights in and out, not ${activation}`;
}

function baselineReason(
  { activation, normalization, init }: Settings['model'],
  kind: LayerDescription['kind'],
): string | undefined {
  if (activation !== 'relu') return 'the theory is for relu';
  if (normalization !== 'none') return 'the theory is for layers without normalization';
  if (kind === 'conv') return 'the theory is for dense layers';
  return init.scheme === 'pytorch_default' ? 'the theory is for biases of zero' : undefined;
}

/** Why the run cannot have some of the deep metrics. */
export function deepRunReasons(
  { model, optimizer, loss }: Pick<Settings, 'model' | 'optimizer' | 'loss'>,
  layers: readonly LayerDescription[],
  target: Target,
): Reasons {
  const isShallow = layers.length === 2 && layers[0]!.kind === 'dense';
  return {
    ...limitReason(optimizer),
    ...((!isShallow || model.activation !== 'relu' || model.normalization !== 'none') && {
      extremal_alignment: 'it is defined for one hidden relu layer without normalization',
    }),
    ...((!isShallow || loss !== 'logistic' || target.kind !== 'classes') && {
      class_alignment: 'it is defined for one hidden layer and one output that tells two classes',
    }),
  };
}

function limitReason({ kind }: Pick<Settings['optimizer'], 'kind'>): Reasons {
  switch (kind) {
    case 'sgd':
    case 'momentum':
      return {};
    case 'adam':
    case 'adamw':
    case 'muon':
      return {
        sharpness_ratio: `the limit 2 / learning rate is that of plain descent, not of ${kind}; see the sharpness`,
      };
  }
}

function all(reason: string, ids: readonly string[]): Reasons {
  return Object.fromEntries(ids.map((id) => [id, reason]));
}
