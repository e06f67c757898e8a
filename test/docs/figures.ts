import type { RunView } from '../../src/protocol/runView';
import type { MetricId } from '../../src/metrics/catalog';
import type { Figure, Line } from './lineChart';
import type * as scenarios from './scenarios';

/** Which runs show a metric best, and how. */
export interface FigureOf {
  readonly scenario: keyof typeof scenarios;
  /** Of this layer; of the run when left out. */
  readonly layer?: string;
  /** Each layer of this arm instead of each arm. */
  readonly layersOfArm?: number;
  /** Another metric or number of the run, drawn beside it. */
  readonly beside?: { readonly label: string; readonly id: string; readonly arm: number };
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly level?: { readonly value: number; readonly label: string };
}

export const figuresOf: Readonly<Record<Exclude<MetricId, 'total_shrink'>, FigureOf>> = {
  oui: { scenario: 'decay' },
  oui_relative: { scenario: 'rates' },
  oui_baseline: {
    scenario: 'decay',
    layersOfArm: 0,
    beside: { label: 'OUI of hidden2', id: 'hidden2 oui', arm: 0 },
  },
  batch_oui: { scenario: 'decay' },
  loss_gap: { scenario: 'decay', level: { value: 0.1, label: 'over-fitting above' } },
  score_gap: { scenario: 'decay' },
  confident_share: { scenario: 'decay' },
  confident_jump: { scenario: 'decay', level: { value: 0.1, label: 'a jump' } },
  confident_persistence: { scenario: 'decay' },
  weight_change: { scenario: 'rates', logY: true },
  weight_movement: { scenario: 'rates', logY: true },
  weight_norm_ratio: { scenario: 'decay', level: { value: 0.5, label: 'decay outweighs learning' } },
  neuron_alignment: { scenario: 'clusters' },
  class_alignment: { scenario: 'clusters' },
  distinct_directions: { scenario: 'early', logY: true },
  extremal_alignment: { scenario: 'early' },
  kernel_target_alignment: { scenario: 'decay' },
  kernel_target_cka: { scenario: 'decay' },
  feature_cka: { scenario: 'clusters' },
  kernel_velocity: { scenario: 'rates', logY: true },
  gradient_feature_alignment: {
    scenario: 'grokking',
    level: { value: 0.3, label: 'signal flows' },
    beside: { label: 'val. score, with decay', id: 'validationScore', arm: 0 },
  },
  off_diagonal_ratio: { scenario: 'grokking' },
  gradient_agreement: { scenario: 'decay' },
  gradient_direction_variance: { scenario: 'decay' },
  gradient_direction_error: { scenario: 'decay' },
  gradient_noise_scale: { scenario: 'rates', logY: true, level: { value: 32, label: 'batch size' } },
  update_ratio: { scenario: 'rates', logY: true },
  dead_units: { scenario: 'rates' },
  constant_units: { scenario: 'rates' },
  saturated_units: { scenario: 'tanh' },
  gradient_norm: { scenario: 'decay', layersOfArm: 1, logY: true },
  sharpness: { scenario: 'edge', level: { value: 4, label: '2 / 0.5' } },
  sharpness_ratio: { scenario: 'edge', level: { value: 1, label: 'the edge of stability' } },
  decay_horizon: { scenario: 'decay', logY: true, level: { value: 40, label: 'length of the run' } },
  balancedness: { scenario: 'decay' },
  balance_drift: { scenario: 'rates', logY: true },
  regularization_ratio: { scenario: 'decay', level: { value: 1, label: 'they hold each other' } },
};

/** A run of an arm, with the arm's label. */
export interface Seen {
  readonly label: string;
  readonly view: RunView;
}

export function figureOf(id: string, title: string, of: FigureOf, seen: readonly Seen[]): Figure {
  const { layer, layersOfArm, beside, logX, logY, level } = of;
  const arm = layersOfArm === undefined ? undefined : seen[layersOfArm];
  const layers = arm ? Object.keys(arm.view.steps[0]?.layers ?? {}) : [];
  const lines = arm
    ? layers.map((name) => lineOf(name, arm.view, `${name} ${id}`))
    : seen.map(({ label, view }) => lineOf(label, view, layer ? `${layer} ${id}` : id));
  const other = beside && lineOf(beside.label, seen[beside.arm]!.view, beside.id);
  const all = [...lines, ...(other ? [other] : [])].filter((line) => line.x.length > 1);
  if (all.length === 0) throw new Error(`No run of scenario ${of.scenario} has ${id}.`);
  const where = arm ? `, ${arm.label}` : '';
  return { title: `${title}${where}`, xLabel: 'epoch', lines: all, ...(logX && { logX }), ...(logY && { logY }), ...(level && { level }) };
}

/** `id`, `layer id`, or `validationScore`, wherever a run has it. */
function lineOf(label: string, view: RunView, name: string): Line {
  const [layer, id] = name.includes(' ') ? name.split(' ') : [undefined, name];
  const steps = view.steps.flatMap((step) => {
    const value = (layer ? step.layers[layer] : step.metrics)?.[id!];
    return value === undefined ? [] : [[step.epoch, value] as const];
  });
  const epochs = view.epochs.flatMap((epoch) => {
    const value = name === 'validationScore' ? epoch.validationScore : epoch.metrics[name];
    return value === undefined ? [] : [[epoch.epoch, value] as const];
  });
  const points = steps.length > 0 ? steps : epochs;
  return { label, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
}
