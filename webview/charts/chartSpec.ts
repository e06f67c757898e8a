import type { Missing } from '../series/missing';
import { lastEpoch, lastFinite, lastFiniteIndex, type Series } from '../series/series';
import { formatEpoch, formatNumber, type NumberStyle } from '../words/formatNumber';

/** What a chart shows, before anything is drawn. */
export interface ChartSpec {
  readonly id: string;
  readonly title: string;
  /** One sentence on how to read it. */
  readonly reads: string;
  readonly series: readonly Series[];
  readonly axis: AxisSpec;
  /** Largest epoch to show; the data may go beyond. */
  readonly untilEpoch: number;
  /** A value to compare with, drawn as a line across the chart. */
  readonly level?: Level;
  /** What cannot be shown, and why. */
  readonly missing: readonly Missing[];
  /** Short facts under the title, such as "0.62 now, 0.71 at the start". */
  readonly facts: readonly string[];
}

export interface AxisSpec {
  /** Where the chart's own title does not say it. */
  readonly title?: string;
  readonly scale: 'linear' | 'log';
  /** Shown at least; the data may go beyond. */
  readonly low?: number;
  readonly high?: number;
  /** The axis begins exactly here, between two marks: values a little below zero. */
  readonly floor?: number;
  readonly style: NumberStyle;
}

export interface Level {
  readonly value: number;
  readonly says: string;
  /** Id of the series whose fall below the level is shaded. */
  readonly shades?: string;
}

/** The chart as one sentence with the last values: "OUI: mean 0.62, hidden1 0.80, at epoch 20". */
export function sayLastValues(spec: ChartSpec): string {
  const shown = spec.series.filter((one) => one.role !== 'background' || spec.series.length === 1);
  if (shown.length === 0) return `${spec.title}: ${sayMissing(spec.missing)}`;
  const values = shown.map((one) => sayLastValue(one, spec.axis.style));
  const epoch = lastEpoch(shown);
  const when = Number.isNaN(epoch) ? 'no finite value' : `at epoch ${formatEpoch(epoch)}`;
  return `${spec.title}: ${values.join(', ')}, ${when}`;
}

/** "train 0.11", or "train 0.11, then NaN" for a line that broke off. */
export function sayLastValue(series: Series, style: NumberStyle): string {
  const said = `${series.label} ${formatNumber(lastFinite(series.y), style)}`;
  const end = series.y.at(-1) ?? NaN;
  const broke = !Number.isFinite(end) && lastFiniteIndex(series.y) >= 0;
  return broke ? `${said}, then ${formatNumber(end, style)}` : said;
}

/** "Not measured: tanh has no on/off bits." With several things missing each is named. */
export function sayMissing(missing: readonly Missing[]): string {
  const [first, ...others] = missing;
  if (first === undefined) return 'Not measured in this run.';
  if (others.every((one) => one.reason === first.reason))
    return `Not measured: ${ended(first.reason)}`;
  return `Not measured: ${missing.map((one) => `${one.label}: ${ended(one.reason)}`).join(' ')}`;
}

/** What is left out of a chart that shows other lines. */
export function sayWithout(missing: readonly Missing[]): string {
  return missing.map(({ label, reason }) => `Without ${label}: ${ended(reason)}`).join(' ');
}

function ended(sentence: string): string {
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}
