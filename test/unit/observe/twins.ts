import { deadUnits } from '../../../src/metrics/deadUnits';
import { gradientFeatureAlignment } from '../../../src/metrics/gradientFeatureAlignment';
import { gramMatrix } from '../../../src/metrics/gramMatrix';
import { kernelTargetAlignment } from '../../../src/metrics/kernelTargetAlignment';
import type { Measured } from '../../../src/metrics/measured';
import { neuronAlignment } from '../../../src/metrics/neuronAlignment';
import { oui } from '../../../src/metrics/oui';
import { packBits } from '../../../src/metrics/packBits';
import { updateRatio } from '../../../src/metrics/updateRatio';
import type { Vector } from '../../../src/metrics/vector';
import { weightChange } from '../../../src/metrics/weightChange';
import { weightMovement } from '../../../src/metrics/weightMovement';
import { weightNormRatio } from '../../../src/metrics/weightNormRatio';
import type { Samples } from '../../../src/core/data/dataset';
import type { Engine, Tensors } from '../../../src/core/engines/engine';
import { sampleLosses } from '../../../src/core/model/losses/sampleLosses';
import { ProgramBuilder } from '../../../src/core/program/builder';
import { differentiate } from '../../../src/core/program/differentiate';
import type { Value } from '../../../src/core/program/program';
import type { Prepared } from '../../../src/core/training/prepare';

type Twins = Record<string, Measured>;

/** Weights at the moments that metrics compare. */
export interface Moments {
  readonly start: Vector;
  readonly previous: Vector;
  readonly now: Vector;
  /** The loss gradient on the probe at the start. */
  readonly gradient: Vector;
}

/** Every metric of the network and of its layers by the functions of `metrics`. */
export async function twinsOf(
  engine: Engine,
  run: Pick<Prepared, 'plan' | 'settings' | 'dataset' | 'state'>,
  probe: Samples,
  moments: Moments,
): Promise<{ readonly network: Twins; readonly layers: Record<string, Twins> }> {
  const { plan } = run;
  const seen = await passForward(engine, run, probe);
  const data = (name: string): Vector => seen[name]!.data;
  const n = probe.count;
  const layers: Record<string, Twins> = {};
  for (const slot of plan.parameters.filter(({ role }) => role === 'weight')) {
    const part = (flat: Vector) => flat.subarray(slot.offset, slot.offset + slot.size);
    const [start, previous, now] = [moments.start, moments.previous, moments.now].map(part) as [
      Vector,
      Vector,
      Vector,
    ];
    const twins: Twins = {
      weight_norm_ratio: weightNormRatio(now, start),
      weight_movement: weightMovement(now, start),
      weight_change: weightChange(now, start),
      update_ratio: updateRatio(now, previous),
    };
    if (slot.layer !== 'output') {
      const { units } = plan.layers.find(({ name }) => name === slot.layer)!;
      const bits = packBits(data(`activation.${slot.layer}`), n, units);
      twins['oui'] = oui(bits, n, units);
      twins['dead_units'] = deadUnits(bits, n, units);
      const direction = part(moments.gradient).map((value) => -value);
      twins['neuron_alignment'] = neuronAlignment(now, direction, slot.shape);
    }
    layers[slot.layer] = twins;
  }
  const features = data('features');
  const [width, outputs] = [features.length / n, plan.outputs];
  const gram = gramMatrix(features, n, width);
  const pull = data('featureGradient').map((value) => -value);
  const sizes = { samples: n, features: width, targets: outputs };
  return {
    network: {
      kernel_target_alignment: kernelTargetAlignment(gram, probe.targets, n, outputs),
      gradient_feature_alignment: gradientFeatureAlignment(features, pull, probe.targets, sizes),
    },
    layers,
  };
}

/** Activations, features and gradients of a forward pass written for this test alone. */
export async function passForward(
  engine: Engine,
  {
    plan,
    settings,
    dataset,
    state,
  }: Pick<Prepared, 'plan' | 'settings' | 'dataset'> & { readonly state: { looked: Tensors } },
  probe: Samples,
): Promise<Tensors> {
  const b = new ProgramBuilder();
  const parameters = b.input('parameters', [plan.parameterCount]);
  const statistics = plan.stateCount > 0 ? b.input('state', [plan.stateCount]) : undefined;
  const x = b.input('x', ['batch', ...plan.inputShape]);
  const y = b.input('y', ['batch', plan.outputs]);
  const given = { parameters, x, masks: [], mode: 'evaluate' } as const;
  const forward = plan.forward(b, { ...given, ...(statistics && { state: statistics }) });
  const { losses } = sampleLosses(b, settings.loss, dataset.target, forward.logits, y);
  const by = [forward.features, parameters];
  const [featureGradient, gradient] = differentiate(b, b.mean(losses), by) as [Value, Value];
  for (const { layer, value } of forward.activations) b.output(`activation.${layer}`, value);
  b.output('features', forward.features);
  b.output('featureGradient', featureGradient);
  b.output('gradient', gradient);
  const program = await engine.compile(b.build());
  const result = await program.run({
    ...state.looked,
    x: { shape: [probe.count, ...plan.inputShape], data: probe.inputs },
    y: { shape: [probe.count, plan.outputs], data: probe.targets },
  });
  await program.release();
  return result;
}
