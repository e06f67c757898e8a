/** Bytes that a run's looks and its epochs may take in `events.jsonl`; the file stays under 50 MB. */
const budget = { looks: 30e6, epochs: 12e6 } as const;

/** How many entries of a series come to its file: of each group the ends and the extremes. */
export interface SeriesSize {
  /** Entries that the run will have. */
  readonly count: number;
  /** Bytes of one. */
  readonly bytes: number;
  /** Quantities whose lowest and highest value in each group stay. */
  readonly quantities: number;
}

/**
 * Entries of which the extremes are kept together, so that the series stays within its budget even
 * where each extreme is another entry: 1, which keeps all, as long as all fit.
 */
export function groupSize(kind: keyof typeof budget, { count, bytes, quantities }: SeriesSize) {
  const all = count * bytes;
  const keptOfGroup = 2 + 2 * quantities;
  return all <= budget[kind] ? 1 : Math.ceil((all * keptOfGroup) / budget[kind]);
}
