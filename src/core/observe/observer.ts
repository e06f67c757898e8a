import { isDefined, type Measured } from '../../metrics/measured';
import { meanOfLayers } from '../../metrics/meanOfLayers';
import { relativeOui } from '../../metrics/relativeOui';
import type {
  LayerDescription,
  MetricValues,
  MonitorAdjusted,
  StepEnded,
} from '../../protocol/events';
import type { Settings } from '../../protocol/settings';
import type { Dataset, Samples } from '../data/dataset';
import type { Engine, Executable, Tensor, Tensors } from '../engines/engine';
import { estimateCost } from '../model/estimateCost';
import type { ModelPlan } from '../model/plan';
import { numbers, rows } from '../training/evaluate';
import type { Stopwatch } from '../training/stopwatch';
import type { TrainerState } from '../training/trainerState';
import { Backoff, plannedCadence } from './cadence';
import { featureMetrics } from './featureMetrics';
import { layerOutput, observeProgram, probeGradientProgram } from './observeProgram';
import type { Watched } from './presets';
import { RunMetrics } from './runMetrics';
import {
  describeLayers,
  layersWithBits,
  scaleFreeLayers,
  undefinedMetrics,
} from './undefinedMetrics';
import { WeightObserver, type LayerMetrics } from './weightObserver';

export interface Observation {
  readonly plan: ModelPlan;
  readonly settings: Settings;
  readonly dataset: Dataset;
  readonly watched: Watched;
  readonly probe: Samples;
  readonly batchSize: number;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Adds up what observing costs. */
  readonly clock: Stopwatch;
}

/** Looks at the probe batch and at the weights, at the steps that are due. */
export class Observer {
  readonly layers: readonly LayerDescription[];
  readonly notDefined: Readonly<Record<string, string>>;
  readonly cadence: { readonly everySteps: number; readonly says: string };
  private readonly tenth: number;
  private readonly bitLayers: readonly string[];
  private readonly probe: Tensors;
  private readonly backoff: Backoff;
  private readonly weights: WeightObserver;
  private readonly runMetrics: RunMetrics;
  private everySteps: number;
  private ouiAtStart: Readonly<Record<string, number>> = {};

  private constructor(
    private readonly executable: Executable,
    private readonly gradient: Executable | undefined,
    private readonly what: Observation,
  ) {
    const { plan, settings, dataset, watched, probe, totalSteps } = what;
    this.layers = describeLayers(plan, settings);
    this.notDefined = undefinedMetrics(this.layers, settings, dataset, watched);
    this.bitLayers = layersWithBits(this.layers);
    this.probe = rows(probe, 0, probe.count, plan.inputShape);
    this.cadence = plannedCadence(settings.monitor, workOf(what, this.bitLayers));
    this.everySteps = this.cadence.everySteps;
    this.tenth = Math.max(1, Math.ceil(totalSteps / 10));
    this.backoff = new Backoff(settings.monitor);
    this.weights = new WeightObserver(plan, scaleFreeLayers(this.layers), watched);
    this.runMetrics = new RunMetrics(what);
  }

  static async compile(engine: Engine, what: Observation): Promise<Observer> {
    const { plan, settings, dataset, watched } = what;
    const { target } = dataset;
    const bits = layersWithBits(describeLayers(plan, settings));
    const look = await engine.compile(observeProgram(plan, settings, target, watched, bits));
    const gradient = watched.directions
      ? await engine.compile(probeGradientProgram(plan, settings, target))
      : undefined;
    return new Observer(look, gradient, what);
  }

  /** Remembers the weights and their first direction; call before the first step. */
  async start(state: TrainerState): Promise<void> {
    const gradient =
      this.gradient &&
      numbers(await this.gradient.run({ ...state.looked, ...this.probe }), 'gradient');
    this.weights.start(state.parameters, gradient);
  }

  isDue(step: number): boolean {
    const { totalSteps } = this.what;
    return step === 1 || step === this.tenth || step === totalSteps || step % this.everySteps === 0;
  }

  /** Everything that is measured after a step, as its event. */
  observe(
    step: number,
    state: TrainerState,
    trainLoss: number,
    learningRate: number,
  ): Promise<StepEnded> {
    return this.what.clock.time(async () => {
      const result = await this.executable.run({ ...state.looked, ...this.probe });
      const layers = this.weights.byLayer(state, step);
      for (const layer of this.bitLayers) {
        const values = (layers[layer] ??= {});
        values['oui'] = scalarOf(result[layerOutput('oui', layer)]);
        values['dead_units'] = scalarOf(result[layerOutput('dead_units', layer)]);
      }
      if (step === 0) this.ouiAtStart = ouiOf(layers);
      for (const [layer, start] of Object.entries(this.ouiAtStart))
        layers[layer]!['oui_relative'] = relativeOui(layers[layer]!['oui'] as Measured, start);
      return {
        type: 'step.ended',
        at: new Date().toISOString(),
        step,
        epoch: step / this.what.stepsPerEpoch,
        trainLoss,
        learningRate,
        metrics: defined({
          ...meansOverLayers(layers),
          ...(this.what.watched.features && featureMetrics(result, this.what.probe)),
          ...this.runMetrics.at(learningRate),
        }),
        layers: Object.fromEntries(
          Object.entries(layers).map(([name, values]) => [name, defined(values)]),
        ),
      };
    });
  }

  /** Fewer observations from now on, when they turn out dearer than planned. */
  adjust(step: number, runSeconds: number): MonitorAdjusted | undefined {
    const { clock } = this.what;
    const slower = this.backoff.afterObservation(this.everySteps, clock.seconds, runSeconds);
    if (!slower) return undefined;
    this.everySteps = slower.everySteps;
    return { type: 'monitor.adjusted', at: new Date().toISOString(), step, ...slower };
  }

  async release(): Promise<void> {
    await Promise.all([this.executable.release(), this.gradient?.release()]);
  }
}

function workOf({ plan, probe, batchSize, watched }: Observation, bitLayers: readonly string[]) {
  const forward = estimateCost(plan, probe.count).forward;
  const units = plan.layers
    .filter((layer) => bitLayers.includes(layer.name))
    .reduce((total, layer) => total + layer.units, 0);
  const weightPasses = watched.directions ? 5 : 3;
  const last = plan.parameters.findLast((slot) => slot.role === 'weight');
  const features = watched.features ? 2 * probe.count * (last?.size ?? 0) : 0;
  return {
    stepFlops: estimateCost(plan, batchSize).trainStep,
    observeFlops: forward + 2 * probe.count ** 2 * units + 4 * probe.count * units,
    observedNumbers: weightPasses * plan.parameterCount + features,
  };
}

function ouiOf(layers: LayerMetrics): Record<string, number> {
  return Object.fromEntries(
    Object.entries(layers).flatMap(([name, { oui }]) =>
      typeof oui === 'number' ? [[name, oui]] : [],
    ),
  );
}

function meansOverLayers(layers: LayerMetrics): Record<string, Measured> {
  const ids = new Set(Object.values(layers).flatMap((values) => Object.keys(values)));
  return Object.fromEntries(
    [...ids].map((id) => [
      id,
      meanOfLayers(
        Object.values(layers).flatMap((values) => (values[id] === undefined ? [] : [values[id]])),
      ),
    ]),
  );
}

function defined(values: Record<string, Measured>): MetricValues {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => isDefined(entry[1])),
  );
}

function scalarOf(tensor: Tensor | undefined): number {
  const value = tensor?.data[0];
  if (value === undefined) throw new Error('The observing program lost an output.');
  return value;
}
