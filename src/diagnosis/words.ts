import { formatNumber } from '../protocol/formatNumber';
import type { Remedy } from '../protocol/finding';

/** `83 %`, of a share in [0, 1]. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** Two significant digits, for values that were measured. */
export function about(value: number): string {
  return formatNumber(Number(value.toPrecision(2)));
}

/** ` Set optimizer.weight_decay to 3e-3.`, with a blank before it; empty without a remedy. */
export function advise(remedies: readonly Remedy[], verb: 'Set' | 'Try'): string {
  const values = remedies.map(({ change }) => `${change.path} to ${formatNumber(change.to)}`);
  if (values.length === 0) return '';
  return ` ${verb === 'Try' ? 'Try setting' : verb} ${values.join(' and ')}${values.length > 1 ? ', together' : ''}.`;
}
