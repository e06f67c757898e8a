import { metricCatalog, metricIds, type MetricId } from '../../src/metrics/catalog';

/** How a metric is called inside a sentence: "kernel-target alignment". */
export function metricLabel(id: string): string {
  if (!isMetricId(id)) return id.replaceAll('_', ' ');
  const { label } = metricCatalog[id];
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** How a metric is called in a heading or as the name of a row: "Kernel-target alignment". */
export function metricTitle(id: string): string {
  if (isMetricId(id)) return metricCatalog[id].label;
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a low and a high value mean, in a sentence; empty for a metric without a description. */
export function metricSays(id: string): string {
  return isMetricId(id) ? metricCatalog[id].says : '';
}

function isMetricId(id: string): id is MetricId {
  return (metricIds as readonly string[]).includes(id);
}
