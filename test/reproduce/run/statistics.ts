export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the mean: the sample's standard deviation over the root of its size. */
export function standardError(values: readonly number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1) / values.length);
}

/** Each after the first is smaller than the one before it. */
export function isFalling(values: readonly number[]): boolean {
  return values.every((value, at) => at === 0 || value < values[at - 1]!);
}

export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}
