import { isDefined, type Measured } from '../../metrics/measured';
import { meanOfLayers } from '../../metrics/meanOfLayers';
import { relativeOui } from '../../metrics/relativeOui';
import type {
  LayerDescription,
  MetricValues,
  MonitorAdjusted,
  StepEnded,
} from '../../protocol/events';
import type { Engine, Executable, Tensor, Tensors } from '../engines/engine';
import { numbers, rows } from '../training/evaluate';
import type { TrainerState } from '../training/trainerState';
import { Backoff, plannedCadence } from './cadence';
import type { Observation } from './observation';
import { observeProgram, probeGradientProgram, type Look, type Reading } from './observeProgram';
import { readMetrics, type LayerValues, type Metrics } from './readings';
import { referencesOf, type References } from './references';
import { RunMetrics } from './runMetrics';
import {
  describeLayers,
  layersWithBits,
  scaleFreeLayers,
  undefinedMetrics,
} from './undefinedMetrics';
import { estimateWork } from './workEstimate';

/** Looks at the probe batch and at the weights, at the steps that are due. */
export class Observer {
  readonly layers: readonly LayerDescription[];
  readonly notDefined: Readonly<Record<string, string>>;
  readonly cadence: { readonly everySteps: number; readonly says: string };
  private readonly tenth: number;
  private readonly backoff: Backoff;
  private readonly runMetrics: RunMetrics;
  private everySteps: number;
  /** Inputs that stay the same for the whole run. */
  private fixed: Tensors;
  private references: References = { unitStart: new Float32Array(0), startNorms: [], directed: [] };
  private ouiAtStart: Readonly<Record<string, Measured>> = {};

  private constructor(
    private readonly executable: Executable,
    private readonly gradient: Executable | undefined,
    private readonly what: Observation,
    look: Look,
    private readonly readings: readonly Reading[],
    /** Names of what the program reads; a preset that watches less needs less. */
    private readonly inputs: readonly string[],
  ) {
    const { plan, settings, dataset, watched, probe, totalSteps } = what;
    this.layers = describeLayers(plan, settings);
    this.notDefined = undefinedMetrics(this.layers, settings, dataset, watched);
    this.fixed = rows(probe, 0, probe.count, plan.inputShape);
    this.cadence = plannedCadence(settings.monitor, estimateWork(what, look.bitLayers));
    this.everySteps = this.cadence.everySteps;
    this.tenth = Math.max(1, Math.ceil(totalSteps / 10));
    this.backoff = new Backoff(settings.monitor);
    this.runMetrics = new RunMetrics(what);
  }

  static async compile(engine: Engine, what: Observation): Promise<Observer> {
    const { plan, settings, dataset, watched } = what;
    const layers = describeLayers(plan, settings);
    const look: Look = {
      plan,
      settings,
      watched,
      target: dataset.target,
      bitLayers: layersWithBits(layers),
    };
    const { program, readings } = observeProgram(look);
    const executable = await engine.compile(program);
    const gradient = watched.directions
      ? await engine.compile(probeGradientProgram(look))
      : undefined;
    const inputs = program.inputs.map(({ name }) => name);
    return new Observer(executable, gradient, what, look, readings, inputs);
  }

  /** Remembers the weights and their first direction; call before the first step. */
  async start(state: TrainerState): Promise<void> {
    const { plan } = this.what;
    const gradient =
      this.gradient &&
      numbers(await this.gradient.run({ ...state.looked, ...this.fixed }), 'gradient');
    this.references = referencesOf(plan, state.parameters, gradient);
    const { unitStart, unitDirection } = this.references;
    const flat = (data: Float32Array): Tensor => ({ shape: [data.length], data });
    this.fixed = {
      ...this.fixed,
      start: flat(unitStart),
      ...(unitDirection && { direction: flat(unitDirection) }),
    };
  }

  isDue(step: number): boolean {
    const { totalSteps } = this.what;
    return step === 1 || step === this.tenth || step === totalSteps || step % this.everySteps === 0;
  }

  /** Everything that is measured after a step, as its event. Step 0 is before the first. */
  observe(
    step: number,
    state: TrainerState,
    trainLoss: number,
    learningRate: number,
  ): Promise<StepEnded> {
    return this.what.clock.time(async () => {
      const inputs = { ...this.fixed, ...state.looked, previous: state.previous };
      const result = await this.executable.run(pick(inputs, this.inputs));
      const { run, layers } = this.read(result, step);
      return {
        type: 'step.ended',
        at: new Date().toISOString(),
        step,
        epoch: step / this.what.stepsPerEpoch,
        trainLoss,
        learningRate,
        metrics: defined({
          ...meansOverLayers(layers),
          ...run,
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

  private read(result: Tensors, step: number): Metrics {
    const { plan } = this.what;
    const scaleFree = scaleFreeLayers(this.layers);
    const values = numbers(result, 'readings');
    const metrics = readMetrics(values, this.readings, plan, this.references, scaleFree);
    const { layers } = metrics;
    // Before the first step there is no last update to speak of.
    if (step === 0) for (const values of Object.values(layers)) delete values['update_ratio'];
    if (step === 0)
      this.ouiAtStart = Object.fromEntries(
        Object.entries(layers).flatMap(([layer, { oui }]) =>
          oui === undefined ? [] : [[layer, oui]],
        ),
      );
    for (const [layer, metrics] of Object.entries(layers)) {
      const start = this.ouiAtStart[layer];
      if (metrics['oui'] !== undefined && start !== undefined)
        metrics['oui_relative'] = relativeOui(metrics['oui'], start);
    }
    return metrics;
  }
}

function pick(tensors: Tensors, names: readonly string[]): Tensors {
  return Object.fromEntries(names.map((name) => [name, tensors[name]!]));
}

function meansOverLayers(layers: Metrics['layers']): LayerValues {
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

function defined(values: LayerValues): MetricValues {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => isDefined(entry[1])),
  );
}
