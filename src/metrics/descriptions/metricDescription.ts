/** What a metric is of: the fit, what is learned and where it points, or the state of the network. */
export type MetricGroup = (typeof metricGroups)[number];

/** In the order in which they are shown. */
export const metricGroups = ['fit', 'alignment', 'health'] as const;

/** How a metric is called, what range it has and which way it points. */
export interface MetricDescription {
  readonly id: string;
  readonly label: string;
  /** Closed range of possible values; null where there is no bound. */
  readonly range: readonly [number | null, number | null];
  /** One sentence for people: what a low and a high value mean. */
  readonly says: string;
  readonly group: MetricGroup;
  /** Whether a value exists for each layer. */
  readonly perLayer: boolean;
  /** Where it comes from. */
  readonly source: string;
  /** What it does not say, in short; in full in docs/metrics.md. */
  readonly limits: string;
}

/** Descriptions by the metric's id. */
export type Described = Readonly<Record<string, MetricDescription>>;
