import { formatNumber } from '../protocol/formatNumber';
import type { Finding, Remedy } from '../protocol/finding';
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

/** Splits what a finding says around its advice, where that is among it. */
export function aroundAdvice({ says, remedies }: Pick<Finding, 'says' | 'remedies'>):
  | {
      readonly before: string;
      readonly verb: 'Set' | 'Try';
      readonly after: string;
    }
  | undefined {
  for (const verb of ['Set', 'Try'] as const) {
    const advice = advise(remedies, verb);
    const at = advice === '' ? -1 : says.indexOf(advice);
    if (at >= 0) return { before: says.slice(0, at), verb, after: says.slice(at + advice.length) };
  }
  return undefined;
}

/**
 * ` Set optimizer.weight_decay to 3e-3.`, with a blank before it; empty without a remedy. On demand
 * with the values that are to go: ` Set optimizer.weight_decay to 3e-3 (was 0.01).`
 */
export function advise(
  remedies: readonly Remedy[],
  verb: 'Set' | 'Try',
  { withOld = false } = {},
): string {
  const values = remedies.map(({ change: { path, from, to } }) => {
    const old = withOld ? ` (was ${formatNumber(from)})` : '';
    return `${path} to ${formatNumber(to)}${old}`;
  });
  if (values.length === 0) return '';
  const together = values.length > 1 ? ', together' : '';
  return ` ${verb === 'Try' ? 'Try setting' : verb} ${values.join(' and ')}${together}.`;
}
