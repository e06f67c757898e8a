import { metricCatalog, metricIds, type MetricId } from '../../metrics/catalog';
import { featureStage } from '../../metrics/featureStage';
import { outstandingLayer } from '../../metrics/outstandingLayer';
import type { RunView } from '../../protocol/runView';
import { formatMeasured, formatPercent } from './formatNumber';

/** The dearest metrics named; the others are summed up. */
const named = 3;

/** What observing cost by metric, dearest first: "sharpness 4.1 %, ..." of the run; often empty. */
export function tellCosts({ ended }: RunView): string[] {
  const costs = Object.entries(ended?.monitoringByMetric ?? {}).sort((a, b) => b[1] - a[1]);
  if (!ended || !(ended.seconds > 0) || costs.length === 0) return [];
  const share = (seconds: number) => formatPercent(seconds / ended.seconds);
  const rest = costs.slice(named).reduce((sum, [, seconds]) => sum + seconds, 0);
  const parts = costs.slice(0, named).map(([id, seconds]) => `${labelOf(id)} ${share(seconds)}`);
  return [`observing   ${[...parts, `all others ${share(rest)}`].join(', ')} of the run`];
}

/** Layers that stand out in the last values of a metric, and the stage of feature learning. */
export function tellLayers(view: RunView): string[] {
  return [...outstanding(view), ...stage(view)];
}

function outstanding({ steps }: RunView): string[] {
  return metricIds.flatMap((id) => {
    const last = steps.findLast((step) => Object.values(step.layers).some((one) => id in one));
    const values = Object.entries(last?.layers ?? {}).flatMap(([name, { [id]: value }]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    const found = outstandingLayer(id, Object.fromEntries(values));
    if (!found) return [];
    const [low, high] = [Math.min(...found.others), Math.max(...found.others)].map(formatMeasured);
    if (found.beyond.length > found.others.length && found.others.length > 0)
      return [
        `layers      all are off in ${labelOf(id)}, ${found.layer} most: ${formatMeasured(found.value)}`,
      ];
    const others = found.others.length === 0 ? '' : `; the others ${low} to ${high}`;
    return [
      `layers      ${found.layer} stands out in ${labelOf(id)}: ${formatMeasured(found.value)}${others}`,
    ];
  });
}

function stage({ steps }: RunView): string[] {
  const looks = steps.flatMap(({ metrics }) => {
    const { gradient_feature_alignment: alignment, off_diagonal_ratio: ratio } = metrics;
    if (alignment === undefined || ratio === undefined) return [];
    return [{ gradientFeatureAlignment: alignment, offDiagonalRatio: ratio }];
  });
  const found = featureStage(looks);
  return found === 'undecided' ? [] : [`features    ${found} stage (Li2; a heuristic)`];
}

function labelOf(id: string): string {
  const isKnown = (metricIds as readonly string[]).includes(id);
  const label = isKnown ? metricCatalog[id as MetricId].label : id.replaceAll('_', ' ');
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
