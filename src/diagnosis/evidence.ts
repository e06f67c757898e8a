import type { MetricId } from '../metrics/catalog';
import type { Evidence } from '../protocol/finding';
import type { TrackRecord } from './rule';
import type { LayerValue, Reading, Signals } from './signals';

/** A metric of the catalog, or one of the curves that every epoch event carries. */
export type EvidenceMetric = MetricId | (typeof curves)[number];

export const curves = ['train_loss', 'train_score', 'validation_loss', 'validation_score'] as const;

/** Evidence as a list of none or one, so that a signal that is missing leaves no trace. */
export function evidence(
  metric: EvidenceMetric,
  at: Pick<Reading, 'step'>,
  value: number | LayerValue | undefined,
  expected: string,
  source: string,
): readonly Evidence[] {
  if (value === undefined) return [];
  if (typeof value === 'number') return [{ metric, step: at.step, value, expected, source }];
  return [
    { metric, step: at.step, value: value.value, expected: `${expected}, ${value.layer}`, source },
  ];
}

/** Evidence of the loss gap, which says where label noise was counted in. */
export function gapEvidence(
  { settings }: Signals,
  at: Reading,
  expected: string,
  source: string,
): readonly Evidence[] {
  const counted =
    settings.dataset.label_noise > 0 ? ' (as if validation labels were redrawn too)' : '';
  return evidence('loss_gap', at, at.gap, expected + counted, source);
}

/** A track record as the source of an expectation. */
export function measured({ base, shifted, heldOut }: TrackRecord): string {
  return (
    `Followed once on recorded runs: more than a point better in ${base.better} % and worse in ` +
    `${base.worse} % of ${base.runs}; rescaled tasks ${shifted.better} and ${shifted.worse} % of ` +
    `${shifted.runs}; held-out tasks ${heldOut.better} and ${heldOut.worse} % of ${heldOut.runs}.`
  );
}
