import type { MetricId } from './catalog';

/** When a layer's value is a reason to look at it. */
interface Concern {
  /** `apart`: far from the other layers, in either direction. */
  readonly when: 'high' | 'low' | 'apart';
  /** Beyond this value, or this factor away from the median of the layers. */
  readonly beyond: number;
}

/** Limits as in docs/metrics.md; where there is none, a layer stands out by a factor of 10. */
const concerns: Partial<Record<MetricId, Concern>> = {
  oui_relative: { when: 'low', beyond: 0.5 },
  dead_units: { when: 'high', beyond: 0.3 },
  constant_units: { when: 'high', beyond: 0.3 },
  saturated_units: { when: 'high', beyond: 0.3 },
  weight_norm_ratio: { when: 'low', beyond: 0.5 },
  weight_change: { when: 'high', beyond: 8 },
  regularization_ratio: { when: 'high', beyond: 3 },
  update_ratio: { when: 'apart', beyond: 10 },
  gradient_norm: { when: 'apart', beyond: 10 },
  balance_drift: { when: 'apart', beyond: 10 },
  kernel_velocity: { when: 'apart', beyond: 10 },
  weight_movement: { when: 'apart', beyond: 10 },
};

export interface OutstandingLayer {
  /** The worst one. */
  readonly layer: string;
  readonly value: number;
  /** All that are beyond the limit, the worst one among them. */
  readonly beyond: readonly string[];
  readonly others: readonly number[];
}

/**
 * The layer that a metric points at, worst first of all; undefined where none stands out or nobody
 * has said what a bad value of this metric is.
 *
 * Shapes: the metric's value by layer; layers without a value are left out. Cost: a pass.
 * Source: the limits of docs/metrics.md; a factor of 10 from the median is a convention.
 * Limits: says where to look, not what to do. `apart` needs three layers.
 */
export function outstandingLayer(
  id: string,
  values: Readonly<Record<string, number>>,
): OutstandingLayer | undefined {
  const concern = concerns[id as MetricId];
  const layers = Object.entries(values).filter(([, value]) => Number.isFinite(value));
  if (!concern || layers.length === 0) return undefined;
  if (concern.when === 'apart' && layers.length < 3) return undefined;
  const middle = median(layers.map(([, value]) => value));
  const badness = (value: number): number => {
    switch (concern.when) {
      case 'high':
        return value;
      case 'low':
        return -value;
      case 'apart':
        return value > 0 && middle > 0 ? Math.abs(Math.log(value / middle)) : 0;
    }
  };
  const [layer, value] = layers.reduce((worst, one) =>
    badness(one[1]) > badness(worst[1]) ? one : worst,
  );
  const limit = concern.when === 'apart' ? Math.log(concern.beyond) : badness(concern.beyond);
  if (!(badness(value) > limit)) return undefined;
  const beyond = layers.filter((one) => badness(one[1]) > limit).map(([name]) => name);
  return {
    layer,
    value,
    beyond,
    others: layers.filter(([name]) => name !== layer).map(([, one]) => one),
  };
}

function median(values: readonly number[]): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)]!;
}
