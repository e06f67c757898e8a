import { formatNumber } from '../../protocol/formatNumber';
import type { ParameterRange, ParamValue } from '../../protocol/searchSpace';

/** A range as a person writes it: `log:1e-4..1e-1:7`, `list:adam,adamw`. */
export function rangeText(range: ParameterRange): string {
  if (range.kind === 'list') return `list:${range.values.map(valueText).join(',')}`;
  const { kind, low, high, points } = range;
  const ends = `${formatNumber(low)}..${formatNumber(high)}`;
  return `${kind}:${ends}${points === undefined ? '' : `:${points}`}`;
}

/** A value as a config has it: `3e-3`, `relu`, `[128, 64]`. */
export function valueText(value: ParamValue): string {
  if (typeof value === 'number') return formatNumber(value);
  return typeof value === 'object' ? `[${value.map(valueText).join(',')}]` : String(value);
}
