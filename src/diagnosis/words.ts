import { formatNumber } from '../protocol/formatNumber';
import type { Remedy } from '../protocol/finding';
import { lossCap } from './lossUnit';
import type { LossUnit } from './signals';

/** `83 %`, of a share in [0, 1]; `less than 1 %` of what is little but not nothing. */
export function percent(share: number): string {
  if (share > 0 && share < 0.005) return 'less than 1 %';
  return `${Math.round(100 * share)} %`;
}

/** Two significant digits, for values that were measured. */
export function about(value: number): string {
  return formatNumber(Number(value.toPrecision(2)));
}

/** A loss in loss units as the curves show it; `over 6.9` of one that was capped. */
export function curveLoss(units: number | undefined, unit: LossUnit | undefined): string {
  if (units === undefined || unit === undefined) return 'unknown';
  return `${units >= lossCap ? 'over ' : ''}${about(units * unit.value)}`;
}

/** ` Set optimizer.weight_decay to 3e-3.`, with a blank before it; empty without a remedy. */
export function advise(remedies: readonly Remedy[], verb: 'Set' | 'Try'): string {
  const values = remedies.map(({ change }) => `${change.path} to ${formatNumber(change.to)}`);
  if (values.length === 0) return '';
  const together = values.length > 1 ? ', together' : '';
  return ` ${verb === 'Try' ? 'Try setting' : verb} ${values.join(' and ')}${together}.`;
}
