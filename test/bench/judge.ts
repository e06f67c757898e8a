/** Says whether an aim is reached, and counts those that are not. */
export type Judge = (reached: boolean) => string;

/** "1.39 (1.33 to 1.97)": the median of all rounds, and the lowest and highest. */
export function spread(values: readonly number[], digits = 2): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** A judge, and how often it had to say "missed". */
export function startJudging(): { readonly judge: Judge; missed(): number } {
  let missed = 0;
  const judge = (reached: boolean) => {
    if (!reached) missed++;
    return reached ? 'reached' : 'missed';
  };
  return { judge, missed: () => missed };
}
