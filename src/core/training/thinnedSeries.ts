/**
 * Passes a long series on in groups, of which it keeps the first and the last entry, those with the
 * lowest and the highest value of every quantity, and those that must stay. Order is kept. The first
 * entry of a group is passed on at once, so with groups of one each is.
 */
export class ThinnedSeries<T> {
  private readonly waiting: { readonly entry: T; readonly stays: boolean }[] = [];
  /** Counted entries of the group so far; 0 between two groups. */
  private inGroup = 0;

  /**
   * @param groupSize entries that are looked at together, 1 or more
   * @param quantitiesOf what an entry's extremes are judged by; a quantity that is absent or not a
   *   finite number is no extreme
   */
  constructor(
    private readonly groupSize: number,
    private readonly quantitiesOf: (entry: T) => Readonly<Record<string, number | undefined>>,
  ) {}

  /** What is to be recorded now, this entry among it or not. */
  add(entry: T, { stays = false } = {}): T[] {
    const isFirst = ++this.inGroup === 1;
    if (!isFirst) this.waiting.push({ entry, stays });
    const rest = this.inGroup >= this.groupSize ? this.end() : [];
    return isFirst ? [entry, ...rest] : rest;
  }

  /** The same for an entry that stays in any case and is no member of a group. */
  addBetween(entry: T): T[] {
    if (this.inGroup === 0) return [entry];
    this.waiting.push({ entry, stays: true });
    return [];
  }

  /** Ends the group: the rest of what is to be recorded of it. */
  end(): T[] {
    const group = this.waiting.splice(0);
    this.inGroup = 0;
    const kept = this.extremesOf(group.map(({ entry }) => entry));
    return group
      .filter(({ stays }, at) => stays || at === group.length - 1 || kept.has(at))
      .map(({ entry }) => entry);
  }

  private extremesOf(entries: readonly T[]): ReadonlySet<number> {
    const lowest = new Map<string, Extreme>();
    const highest = new Map<string, Extreme>();
    entries.forEach((entry, at) => {
      for (const [name, value] of Object.entries(this.quantitiesOf(entry))) {
        if (value === undefined || !Number.isFinite(value)) continue;
        if (value < (lowest.get(name)?.value ?? Infinity)) lowest.set(name, { at, value });
        if (value > (highest.get(name)?.value ?? -Infinity)) highest.set(name, { at, value });
      }
    });
    return new Set([...lowest.values(), ...highest.values()].map(({ at }) => at));
  }
}

interface Extreme {
  readonly at: number;
  readonly value: number;
}
