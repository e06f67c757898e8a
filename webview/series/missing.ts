import type { RunView } from '../../src/protocol/runView';
import { layerNames } from './byLayer';

/** Something that a chart would show and this run does not have. */
export interface Missing {
  readonly label: string;
  readonly reason: string;
}

/**
 * Why the run has no value of a metric, as the trainer said it; falls back on what can be seen
 * from outside. Undefined when there are values.
 */
export function whyNoValues(view: RunView, metric: string): string | undefined {
  const { steps, started, outcome, record } = view;
  if (steps.some((step) => step.metrics[metric] !== undefined)) return undefined;
  const said = started?.notDefined?.[metric] ?? sameForAllLayers(view, metric);
  if (said !== undefined) return said;
  const names = layerNames(view);
  if (steps.some(({ layers }) => names.some((name) => layers[name]?.[metric] !== undefined)))
    return undefined;
  if (steps.length > 0) return `the preset ${record.settings.monitor.preset} does not record it.`;
  return outcome === 'running'
    ? 'no observation has arrived yet.'
    : 'the run ended before its first observation.';
}

/** Layers that lack a metric which other layers have, with the trainer's reason. */
export function layersWithout(view: RunView, metric: string): readonly Missing[] {
  return (view.started?.layers ?? []).flatMap((layer) => {
    const reason = layer.notDefined?.[metric];
    return reason === undefined ? [] : [{ label: layer.name, reason }];
  });
}

function sameForAllLayers(view: RunView, metric: string): string | undefined {
  const reasons = new Set(layersWithout(view, metric).map((one) => one.reason));
  const all = layersWithout(view, metric).length === layerNames(view).length;
  return all && reasons.size === 1 ? [...reasons][0] : undefined;
}
