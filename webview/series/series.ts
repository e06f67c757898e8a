/** One line of a chart: values over epochs. */
export interface Series {
  readonly id: string;
  readonly label: string;
  /** Epochs, fractional, never falling. */
  readonly x: readonly number[];
  /** As long as `x`; NaN or infinite where there is no value to draw. */
  readonly y: readonly number[];
  /** `main` is drawn strongest, `background` faint, without points and without an end label. */
  readonly role: 'main' | 'part' | 'background';
}

/** Index of the last finite value, or -1. */
export function lastFiniteIndex(values: readonly number[]): number {
  for (let i = values.length - 1; i >= 0; i--) if (Number.isFinite(values[i])) return i;
  return -1;
}

/** Last finite value, or NaN when there is none. */
export function lastFinite(values: readonly number[]): number {
  return values[lastFiniteIndex(values)] ?? NaN;
}

/** First finite value, or NaN when there is none. */
export function firstFinite(values: readonly number[]): number {
  return values.find((value) => Number.isFinite(value)) ?? NaN;
}

/** Epoch from which a series is no longer finite; undefined for one that ends with a number. */
export function brokeOffAt(series: Series): number | undefined {
  const at = lastFiniteIndex(series.y) + 1;
  return series.x[at];
}

/** Last epoch at which any of the series has a finite value, or NaN. */
export function lastEpoch(series: readonly Series[]): number {
  let last = NaN;
  for (const { x, y } of series) {
    const epoch = x[lastFiniteIndex(y)] ?? NaN;
    if (!(last >= epoch)) last = Number.isNaN(epoch) ? last : epoch;
  }
  return last;
}
