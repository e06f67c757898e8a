/** Longest time that a timer of Node takes, milliseconds. */
const longest = 2 ** 31 - 1;

/** Calls once when so many minutes are over; never without a number. */
export class TimeLimit {
  private readonly timer: NodeJS.Timeout | undefined;

  constructor(minutes: number | undefined, over: () => void) {
    if (minutes !== undefined)
      this.timer = setTimeout(over, Math.min(longest, minutes * 60_000)).unref();
  }

  release(): void {
    clearTimeout(this.timer);
  }
}
