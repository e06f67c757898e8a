import type { RunView } from '../../src/protocol/runView';
import { byLayer, layerNames } from './byLayer';
import { ofRun } from './ofRun';

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
  const { steps, started, record } = view;
  if (ofRun(view, metric, { label: metric, role: 'main' })) return undefined;
  const said = started?.notDefined?.[metric] ?? sameForAllLayers(view, metric);
  if (said !== undefined) return said;
  if (byLayer(view, metric).length > 0) return undefined;
  if (steps.length > 0) return `the preset ${record.settings.monitor.preset} does not record it.`;
  return notReached(view, 'observation');
}

/** Why there is no number of a kind at all: it will come, or it never came. */
export function notReached({ outcome }: RunView, what: 'step' | 'epoch' | 'observation'): string {
  return outcome === 'running'
    ? `no ${what} has arrived yet.`
    : `the run ended before its first ${what}.`;
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
