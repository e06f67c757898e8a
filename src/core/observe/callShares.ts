import { estimateCost } from '../model/estimateCost';
import type { Look } from './observeProgram';

/** About so many simple operations a look makes of each activation: signs, sums. */
const perActivation = 20;

/**
 * How the time of one call of the observing program is shared out among its metrics: by the
 * floating-point operations that each needs, the forward pass in equal parts. An estimate; the time
 * that it divides is measured.
 */
export function callShares({
  plan,
  watched,
  bitLayers,
  samples: n,
}: Look): Readonly<Record<string, number>> {
  const bitUnits = plan.layers
    .filter(({ name }) => bitLayers.includes(name))
    .reduce((sum, { units }) => sum + units, 0);
  const output = plan.parameters.find(({ name }) => name === 'output.weight');
  const features = output?.shape[0] ?? 0;
  const own: Record<string, number> = {
    ...(bitUnits > 0 && {
      oui: bitUnits * n * (2 * n + perActivation),
      dead_units: bitUnits * n,
    }),
    ...(watched.features && {
      kernel_target_alignment: 2 * n * features * Math.min(n, features),
      gradient_feature_alignment: 6 * n * features * plan.outputs,
    }),
  };
  // Somebody has to pay for the forward pass of a network that has neither.
  if (Object.keys(own).length === 0) return { weight_norm_ratio: 1 };
  const forward = estimateCost(plan, n).forward / Object.keys(own).length;
  return Object.fromEntries(Object.entries(own).map(([id, cost]) => [id, cost + forward]));
}
