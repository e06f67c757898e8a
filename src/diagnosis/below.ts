/** Whether a signal is there and below a limit; what is missing supports nothing. */
export function isBelow(value: number | undefined, limit: number): boolean {
  return value !== undefined && value < limit;
}

/** Whether a signal is there and above a limit. */
export function isAbove(value: number | undefined, limit: number): boolean {
  return value !== undefined && value > limit;
}
