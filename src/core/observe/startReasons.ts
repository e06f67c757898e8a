import { isDefined } from '../../metrics/measured';
import type { LayerDescription } from '../../protocol/events';
import type { LayerValues, Metrics } from './readings';
import { asReason, type Reasons } from './reasons';
import { withReasons } from './undefinedMetrics';

/** Layers and run with the reasons that a look at the start brought to light. */
export function startReasons(
  layers: readonly LayerDescription[],
  notDefined: Reasons,
  seen: Metrics,
): { readonly layers: readonly LayerDescription[]; readonly notDefined: Reasons } {
  return {
    layers: layers.map((layer) => withReasons(layer, atStart(seen.layers[layer.name] ?? {}))),
    notDefined: { ...atStart(seen.run), ...notDefined },
  };
}

function atStart(values: LayerValues): Reasons {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      isDefined(value) ? [] : [[id, `at the start, ${asReason(value)}`]],
    ),
  );
}
