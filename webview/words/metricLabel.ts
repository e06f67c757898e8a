/** How a metric is called on screen: "kernel target alignment". */
export function metricLabel(id: string): string {
  return id.replaceAll('_', ' ').replace(/\boui\b/g, 'OUI');
}

/** What a low and a high value mean, in a sentence; empty for a metric that is not known. */
export function metricSays(_id: string): string {
  return '';
}
