/** Ctrl-C, the polite kill, and a terminal that is closed. */
const all = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ctrl-C once stops a run, twice kills it. Takes the signals over from Node until `release`, so that
 * the run can still be reported.
 */
export class Interruption {
  private count = 0;

  constructor(
    private readonly first: () => void,
    private readonly further: () => void,
    private readonly signals: readonly NodeJS.Signals[] = all,
  ) {
    for (const signal of signals) process.on(signal, this.heard);
  }

  release(): void {
    for (const signal of this.signals) process.off(signal, this.heard);
  }

  private readonly heard = (): void => {
    this.count += 1;
    if (this.count === 1) this.first();
    else this.further();
  };
}
