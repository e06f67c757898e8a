import type { ComparedNumber } from '../protocol/comparison';

/** A value of a compared number as people read it: `94.7 %`, `0.356`. */
export function formatCompared({ unit }: ComparedNumber, value: number): string {
  switch (unit) {
    case 'accuracy':
      return `${(100 * value).toFixed(1)} %`;
    case 'loss':
      return Math.abs(value) < 1000 ? value.toPrecision(3) : value.toExponential(2);
    case 'r_squared':
      return value.toFixed(3);
  }
}
