import { formatNumber } from '../../protocol/formatNumber';

/** A measured value with three significant digits: `0.712`, `12.3`, `1.2e-5`. */
export function formatMeasured(value: number): string {
  return formatNumber(Number(value.toPrecision(3)));
}
