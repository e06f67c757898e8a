import type { RunView } from '../../src/protocol/runView';
import { overEpochs } from './overEpochs';
import type { Series } from './series';

/** One series for each layer that has the metric, in the order of the network. */
export function byLayer(view: RunView, metric: string): readonly Series[] {
  return layerNames(view).flatMap((name) => {
    const line = { id: `layer:${name}`, label: name, role: 'part' } as const;
    return (
      overEpochs(view.steps, line, {
        key: `layer ${name} ${metric}`,
        of: (step) => step.layers[name]?.[metric],
      }) ?? []
    );
  });
}

/** From `run.started`, or from the first observation of a run whose start is not recorded. */
export function layerNames(view: RunView): readonly string[] {
  return (
    view.started?.layers.map((layer) => layer.name) ?? Object.keys(view.steps[0]?.layers ?? {})
  );
}
