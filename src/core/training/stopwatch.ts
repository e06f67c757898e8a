/** Adds up the time that one kind of work takes, in seconds. */
export class Stopwatch {
  private total = 0;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get seconds(): number {
    return this.total / 1000;
  }

  /** Time that was measured elsewhere. */
  add(seconds: number): void {
    this.total += seconds * 1000;
  }

  async time<T>(work: () => Promise<T> | T): Promise<T> {
    const start = this.now();
    try {
      return await work();
    } finally {
      this.total += this.now() - start;
    }
  }
}
