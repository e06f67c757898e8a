import { metricCatalog, type MetricId } from '../../metrics/catalog';

/** How a metric or a curve is called; its id where nobody has named it. */
export function metricLabel(metric: string): string {
  if (Object.hasOwn(metricCatalog, metric)) return metricCatalog[metric as MetricId].label;
  return curves[metric] ?? metric;
}

/** The same inside a sentence. */
export function metricInSentence(metric: string): string {
  const label = metricLabel(metric);
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

const curves: Readonly<Record<string, string | undefined>> = Object.assign(Object.create(null), {
  train_loss: 'Training loss',
  train_score: 'Training score',
  validation_loss: 'Validation loss',
  validation_score: 'Validation score',
});
