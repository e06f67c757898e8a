import { relativeOui } from '../../metrics/relativeOui';
import type { LayerDescription, StepEnded } from '../../protocol/events';
import type { Engine, Executable, Tensors } from '../engines/engine';
import { numbers } from '../training/evaluate';
import type { StepResult } from '../training/stepper';
import type { TrainerState } from '../training/trainerState';
import { callShares } from './callShares';
import { DeepLook } from './deep/deepLook';
import { layerMeans } from './layerMeans';
import { MetricCosts, type Shares } from './metricCosts';
import type { Observation } from './observation';
import { observeProgram, probeGradientProgram, type Look, type Reading } from './observeProgram';
import { probeInputs, targetKernelNorm, type ProbeInputs } from './probeInputs';
import { definedOnly, readMetrics, type LayerValues, type Metrics } from './readings';
import { lostMetrics, type Reasons } from './reasons';
import { referencesOf, type LayerReference } from './references';
import { RunMetrics } from './runMetrics';
import { startReasons } from './startReasons';
import { StepLooks } from './stepLooks';
import {
  describeLayers,
  layersWithBits,
  scaleFreeLayers,
  undefinedMetrics,
} from './undefinedMetrics';
import { weightSums, type WeightSums } from './weightSums';

/** OUI by layer that steps told. */
type Told = Readonly<Record<string, number>>;

/** Looks at the start that only warm up: the engine, and the compiler of this very code. */
const warmUps = 4;

/** Looks at the probe batch and at the weights, at the steps that are due. */
export class Observer {
  /** With the reason for every metric that a layer cannot have; complete after `start`. */
  layers: readonly LayerDescription[];
  /** Why the run lacks a metric; complete after `start`. */
  notDefined: Reasons;
  /** What the last look took, seconds. */
  lastLook = 0;
  private readonly runMetrics: RunMetrics;
  private readonly probe: ProbeInputs;
  private readonly targetKernel: number;
  private readonly scaleFree: readonly string[];
  /** What each metric costs, for looks that count: those that became events. */
  private readonly costs = new MetricCosts();
  private readonly callShares: Shares;
  private deep: DeepLook | undefined;
  /** What the deep look of the start saw; it is made once, warm or not. */
  private deepStart: Metrics | undefined;
  /** Where steps tell their own OUI, and whole looks are rarer. */
  private readonly stepLooks: StepLooks | undefined;
  private seen: Metrics = { run: {}, layers: {} };
  private references: readonly LayerReference[] = [];
  private ouiAtStart: LayerValues = {};

  private constructor(
    private readonly executable: Executable,
    private readonly look: Look,
    private readonly readings: readonly Reading[],
    private readonly engine: Engine,
    private readonly what: Observation,
  ) {
    const { plan, settings, dataset, watched, probe, monitoring } = what;
    this.runMetrics = new RunMetrics(what);
    this.layers = describeLayers(plan, settings);
    this.notDefined = undefinedMetrics(this.layers, settings, dataset, watched, this.runMetrics);
    this.scaleFree = scaleFreeLayers(this.layers);
    this.probe = probeInputs(probe, plan.inputShape);
    this.targetKernel = targetKernelNorm(this.probe);
    this.callShares = callShares(look);
    const { stepPatterns } = monitoring;
    this.stepLooks = stepPatterns && new StepLooks(stepPatterns, what, this.costs);
  }

  static async compile(engine: Engine, what: Observation): Promise<Observer> {
    const { plan, settings, dataset, watched, probe } = what;
    const look: Look = {
      plan,
      settings,
      watched,
      target: dataset.target,
      bitLayers: layersWithBits(describeLayers(plan, settings)),
      samples: probe.count,
    };
    const { program, readings } = observeProgram(look);
    const executable = await engine.compile(program);
    const observer = new Observer(executable, look, readings, engine, what);
    if (watched.deep)
      observer.deep = await DeepLook.compile(engine, what, observer, observer.costs);
    return observer;
  }

  /**
   * Remembers the weights and their first direction, warms up, and finds out what cannot be
   * measured; call before the first step.
   */
  async start(state: TrainerState): Promise<void> {
    const gradient = this.what.watched.directions ? await this.probeGradient(state) : undefined;
    this.references = referencesOf(this.what.plan, state.parameters, gradient);
    this.deepStart = await this.attribute(() =>
      this.deep?.measure({ step: 0, learningRate: 0 }, state),
    );
    await this.stepLooks?.start(this.engine, this.probe);
    const uncounted = new MetricCosts();
    let seen = await this.measure(0, state, uncounted);
    for (let warmUp = 1; warmUp < warmUps; warmUp++) seen = await this.measure(0, state, uncounted);
    seen = withDeep(seen, this.deepStart);
    const { layers, notDefined } = startReasons(this.layers, this.notDefined, seen);
    this.layers = layers;
    this.notDefined = notDefined;
    this.seen = seen;
  }

  /** How large the event of one look will be, on average, after `start`. */
  get lookSize(): { readonly bytes: number; readonly quantities: number } {
    const { run, layers } = this.seen;
    const { cadence, monitoring } = this.what;
    const wholeEvery = monitoring.stepPatterns?.wholeEvery ?? cadence.everySteps;
    // After the first step there is more to compare: the updates of weights.
    const whole = 1.3 * (JSON.stringify(layers).length + JSON.stringify(run).length);
    const values = (whole * cadence.everySteps) / wholeEvery + (this.stepLooks?.bytesOfValues ?? 0);
    return { bytes: 250 + values, quantities: Object.keys(run).length + 6 };
  }

  /**
   * The event of a step that is due: of a whole look, or of what the step told of itself.
   * @param samples of its mini-batch
   * @param isEnd whether the run ends with it, due or not, which deserves a whole look
   */
  async lookAfter(
    step: number,
    state: TrainerState,
    result: StepResult,
    samples: number,
    isEnd = false,
  ): Promise<StepEnded> {
    const { stepLooks } = this;
    if (!stepLooks || isEnd || this.what.cadence.isWhole(step)) {
      const told = stepLooks?.hear(result, samples);
      return this.observe(step, state, result.loss, result.learningRate, told);
    }
    return stepLooks.tell(step, result, samples);
  }

  /**
   * Everything that is measured after a step, as its event. Step 0 is before the first.
   * @param told OUI by layer, where steps tell it
   */
  async observe(
    step: number,
    state: TrainerState,
    trainLoss: number,
    learningRate: number,
    told: Told | undefined = this.stepLooks?.atStart,
  ): Promise<StepEnded> {
    const { clock, stepsPerEpoch } = this.what;
    const deep = await this.attribute(() => this.lookDeep(step, state, learningRate));
    const before = clock.seconds;
    const event = await this.attribute(async (): Promise<StepEnded> => {
      const { run, layers } = withDeep(await this.measure(step, state, this.costs, told), deep);
      const notDefined = lostMetrics(run, this.notDefined);
      return {
        type: 'step.ended',
        at: new Date().toISOString(),
        step,
        epoch: step / stepsPerEpoch,
        trainLoss,
        learningRate,
        metrics: definedOnly({ ...run, ...this.runMetrics.at(learningRate) }),
        layers: Object.fromEntries(
          Object.entries(layers).map(([name, values]) => [name, definedOnly(values)]),
        ),
        ...(Object.keys(notDefined).length > 0 && { notDefined }),
      };
    });
    this.lastLook = clock.seconds - before;
    return event;
  }

  /** Seconds by metric id, without the evaluation of the training loss. */
  get secondsByMetric(): Readonly<Record<string, number>> {
    return this.costs.seconds;
  }

  async release(): Promise<void> {
    await Promise.all([this.executable.release(), this.deep?.release()]);
  }

  /** Counts work as monitoring; what of it no metric owns is shared by those of every look. */
  private async attribute<T>(work: () => Promise<T> | T): Promise<T> {
    const { clock } = this.what;
    const [before, attributed] = [clock.seconds, this.costs.total];
    const result = await clock.time(work);
    const left = clock.seconds - before - (this.costs.total - attributed);
    this.costs.add(this.callShares, Math.max(0, left));
    return result;
  }

  private async lookDeep(
    step: number,
    state: TrainerState,
    learningRate: number,
  ): Promise<Metrics | undefined> {
    if (!this.what.cadence.isDeep(step)) return undefined;
    if (step === 0) return this.deepStart;
    return this.deep?.measure({ step, learningRate }, state);
  }

  /** Minus the direction in which the loss on the probe would have the weights go. */
  private async probeGradient(state: TrainerState): Promise<ArrayLike<number>> {
    const program = await this.engine.compile(probeGradientProgram(this.look));
    const { x, y } = this.probe;
    const result = await program.run({ ...state.looked, x, y });
    await program.release();
    return numbers(result, 'gradient');
  }

  private async measure(
    step: number,
    state: TrainerState,
    costs: MetricCosts,
    told = this.stepLooks?.atStart,
  ): Promise<Metrics> {
    const { plan, watched, probe } = this.what;
    const result = await costs.time(this.callShares, () => this.executable.run(this.inputs(state)));
    const scene = {
      plan,
      readings: this.readings,
      samples: probe.count,
      targetKernel: this.targetKernel,
      scaleFree: this.scaleFree,
      references: this.references,
    };
    const ids = watched.directions ? [...weightIds, ...directionIds] : weightIds;
    const weights = await costs.time(ids, () =>
      this.references.map((reference) => compare(reference, state, watched.directions)),
    );
    const metrics = readMetrics(scene, numbers(result, 'readings'), weights);
    if (told) tellOui(metrics.layers, told);
    this.afterStart(step, metrics.layers);
    return { ...metrics, run: { ...layerMeans(metrics.layers), ...metrics.run } };
  }

  private inputs(state: TrainerState): Tensors {
    const { x, y, centredTargets } = this.probe;
    return { ...state.looked, x, ...(this.what.watched.features && { y, centredTargets }) };
  }

  /** What refers to the start, in place. */
  private afterStart(step: number, layers: Metrics['layers']): void {
    if (step === 0) this.ouiAtStart = {};
    for (const [layer, values] of Object.entries(layers)) {
      // Before the first step there is no last update to speak of.
      if (step === 0) delete values['update_ratio'];
      const { oui } = values;
      if (oui === undefined) continue;
      const start = (this.ouiAtStart[layer] ??= oui);
      values['oui_relative'] = relativeOui(oui, start);
    }
  }
}

/** Puts OUI that steps told in the place of the probe's; not where activations are not finite. */
function tellOui(layers: Metrics['layers'], told: Told): void {
  for (const [layer, values] of Object.entries(layers)) {
    const { oui } = values;
    if (oui !== undefined && typeof oui !== 'number') continue;
    delete values['oui'];
    if (told[layer] !== undefined) values['oui'] = told[layer];
  }
}

/** Metrics that come out of one pass over the weights, with and without directions. */
const weightIds = ['weight_norm_ratio', 'weight_movement', 'weight_change'];
const directionIds = ['update_ratio', 'neuron_alignment'];

/** Adds what a deep look saw, with the means over layers of its own. */
function withDeep(seen: Metrics, deep: Metrics | undefined): Metrics {
  if (!deep) return seen;
  const layers = Object.entries({ ...deep.layers, ...seen.layers });
  return {
    run: { ...seen.run, ...layerMeans(deep.layers), ...deep.run },
    layers: Object.fromEntries(
      layers.map(([name]) => [name, { ...seen.layers[name], ...deep.layers[name] }]),
    ),
  };
}

function compare(
  { slot, start, direction }: LayerReference,
  state: TrainerState,
  isDirected: boolean,
): WeightSums {
  const { offset, size, shape } = slot;
  const part = (flat: Float32Array) => flat.subarray(offset, offset + size);
  return weightSums({
    now: part(state.parameters),
    start,
    shape,
    ...(isDirected &&
      direction && { direction, previous: part(state.previous.data as Float32Array) }),
  });
}
