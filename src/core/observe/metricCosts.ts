/** Adds up the seconds that observing takes, by metric id. */
export class MetricCosts {
  private readonly totals = new Map<string, number>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  get seconds(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.totals);
  }

  /** Seconds of all metrics. */
  get total(): number {
    let sum = 0;
    for (const seconds of this.totals.values()) sum += seconds;
    return sum;
  }

  /** Does the work and shares its time out among the metrics that come of it. */
  async time<T>(shares: Shares, work: () => Promise<T> | T): Promise<T> {
    const start = this.now();
    try {
      return await work();
    } finally {
      this.add(shares, (this.now() - start) / 1000);
    }
  }

  add(shares: Shares, seconds: number): void {
    const weights = Array.isArray(shares)
      ? (shares as readonly string[]).map((id): [string, number] => [id, 1])
      : Object.entries(shares as Readonly<Record<string, number>>);
    const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [id, weight] of weights)
      this.totals.set(id, (this.totals.get(id) ?? 0) + (seconds * weight) / total);
  }
}

/** Metrics that share a piece of work, in equal parts or by weight. */
export type Shares = readonly string[] | Readonly<Record<string, number>>;

/** The cost of metrics with what is left of the monitoring: evaluating the training loss. */
export function withEvaluation(
  byMetric: Readonly<Record<string, number>>,
  monitoringSeconds: number,
): Readonly<Record<string, number>> {
  const seen = Object.values(byMetric).reduce((sum, seconds) => sum + seconds, 0);
  return { ...byMetric, train_loss: Math.max(0, monitoringSeconds - seen) };
}
