/** The value below which about this part of the others lies, one of them; 0.5 is the median. */
export function quantile(values: readonly number[], part: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  return ordered[Math.floor(part * ordered.length)]!;
}
