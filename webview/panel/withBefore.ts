import type { ChartSpec } from '../charts/chartSpec';
import type { Series } from '../series/series';

/** The line of a chart that tells most, by id of the chart: its candidates in order. */
const telling: Readonly<Record<string, readonly string[]>> = {
  oui: ['oui'],
  loss: ['validation', 'train'],
  score: ['validation', 'train'],
  alignment: ['neuron_alignment'],
  weights: ['weight_norm_ratio'],
};

/** A chart with the most telling line of the same chart of the run before, as one line more. */
export function withBefore(spec: ChartSpec, before: ChartSpec | undefined): ChartSpec {
  const line = before && tellingLine(before);
  if (!line || spec.series.length === 0) return spec;
  const shown: Series = {
    ...line,
    id: 'before',
    label: `${line.label} before`,
    role: 'part',
  };
  return { ...spec, series: [...spec.series, shown] };
}

function tellingLine({ id, series }: ChartSpec): Series | undefined {
  const candidates = telling[id] ?? [];
  return candidates
    .map((candidate) => series.find((one) => one.id === candidate))
    .find((one) => one !== undefined);
}
