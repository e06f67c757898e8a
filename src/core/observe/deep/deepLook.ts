import { balancedness, balanceDrift, type UnitSquares } from '../../../metrics/balancedness';
import { gramMatrix } from '../../../metrics/gramMatrix';
import { inputCosine } from '../../../metrics/inputCosine';
import { largestCurvature } from '../../../metrics/largestCurvature';
import { isDefined, type Measured } from '../../../metrics/measured';
import { ouiBaseline } from '../../../metrics/ouiBaseline';
import { sharpnessRatio } from '../../../metrics/sharpnessRatio';
import type { Vector } from '../../../metrics/vector';
import type { LayerDescription } from '../../../protocol/events';
import { createRandom } from '../../data/random';
import type { Engine, Executable, Tensors } from '../../engines/engine';
import { learningRateAt } from '../../model/schedule';
import { Stopwatch } from '../../training/stopwatch';
import type { TrainerState } from '../../training/trainerState';
import { layersWithBits } from '../undefinedMetrics';
import type { MetricCosts } from '../metricCosts';
import type { Observation } from '../observation';
import { probeInputs } from '../probeInputs';
import type { LayerValues, Metrics } from '../readings';
import type { Reasons } from '../reasons';
import { decayReading } from './decayReadings';
import { Gradients } from './gradients';
import { gradientReadings } from './gradientReadings';
import { kernelProgram } from './kernelProgram';
import { kernelReadings, kernelsOf, type Kernels } from './kernelReadings';
import { classReading, directionsReading, extremalReading } from './neuronReadings';
import { trainingSlice, type TrainingSlice } from './trainingSlice';
import { unitSquares } from './unitSquares';

/** When a deep look is made. */
export interface Moment {
  readonly step: number;
  readonly learningRate: number;
}

/**
 * What preset full measures on top: kernels of the probe batch, gradients and curvature on training
 * samples, balance and directions of weights. The same run gives the same numbers.
 */
export class DeepLook {
  private readonly slice: TrainingSlice;
  private readonly inputs: Tensors;
  private readonly targetGram: Vector;
  private readonly baselines: Readonly<Record<string, number>>;
  private readonly hidden: readonly LayerDescription[];
  private start: { readonly kernels: Kernels; readonly squares: Squares } | undefined;
  private before: Kernels | undefined;
  /** Of the largest curvature; where the search begins the next time. */
  private steepest: Float64Array;

  private constructor(
    private readonly kernels: Executable,
    private readonly gradients: Gradients,
    private readonly layers: readonly LayerDescription[],
    private readonly notDefined: Reasons,
    private readonly what: Observation,
    private readonly costs: MetricCosts,
  ) {
    const { plan, settings, dataset, probe } = what;
    const { seed, batch_size } = settings.training;
    const random = (stream: string) => createRandom(seed, stream);
    this.slice = trainingSlice(dataset.train, batch_size, random('gradients'));
    const { x, y } = probeInputs(probe, plan.inputShape);
    this.inputs = { x };
    this.targetGram = gramMatrix(y.data, probe.count, plan.outputs);
    this.hidden = layers.slice(0, -1);
    this.baselines = baselinesOf(x.data, probe.count, this.hidden);
    const { normal } = random('curvature');
    this.steepest = Float64Array.from({ length: plan.parameterCount }, normal);
  }

  static async compile(
    engine: Engine,
    what: Observation,
    lacked: { readonly layers: readonly LayerDescription[]; readonly notDefined: Reasons },
    costs: MetricCosts,
  ): Promise<DeepLook> {
    const { plan, settings, dataset } = what;
    const isTanh = settings.model.activation === 'tanh';
    const program = kernelProgram(plan, { bitLayers: layersWithBits(lacked.layers), isTanh });
    const kernels = await engine.compile(program);
    const gradients = await Gradients.compile(engine, plan, settings, dataset);
    return new DeepLook(kernels, gradients, lacked.layers, lacked.notDefined, what, costs);
  }

  async measure(moment: Moment, state: TrainerState): Promise<Metrics> {
    // A step overwrites what it wrote two steps ago; nothing here may change in between.
    const parts = [
      await this.seeKernels(moment, state),
      await this.seeGradients(moment, state),
      await this.seeCurvature(moment, state),
      await this.seeWeights(state),
    ];
    const layers: Record<string, LayerValues> = {};
    for (const { name, notDefined = {} } of this.layers) {
      const all: LayerValues = Object.assign({}, ...parts.map((part) => part.layers[name] ?? {}));
      layers[name] = without(all, Object.keys(notDefined));
    }
    const run: LayerValues = Object.assign({}, ...parts.map((part) => part.run));
    return { layers, run: without(run, Object.keys(this.notDefined)) };
  }

  async release(): Promise<void> {
    await Promise.all([this.kernels.release(), this.gradients.release()]);
  }

  private seeKernels({ step }: Moment, state: TrainerState): Promise<Metrics> {
    const { probe, stepsPerEpoch } = this.what;
    return this.timed(async () => {
      const result = await this.kernels.run({ ...state.looked, ...this.inputs });
      const names = this.hidden.map(({ name }) => name);
      const now = kernelsOf(result, names, probe.count, step / stepsPerEpoch);
      if (step === 0) {
        this.start = { kernels: now, squares: this.squaresOf(state.parameters) };
        this.before = undefined;
      }
      const earlier = {
        ...(this.start && { start: this.start.kernels }),
        ...(this.before && { before: this.before }),
      };
      const seen = kernelReadings(result, now, earlier, this.targetGram, probe.count);
      this.before = now;
      return seen;
    });
  }

  private seeGradients(moment: Moment, state: TrainerState): Promise<Metrics> {
    const { plan, settings } = this.what;
    const { slice, gradients } = this;
    return this.timed(async () => {
      const full = await gradients.of(slice.whole, state.parameters);
      const batches = [];
      for (const batch of slice.batches) batches.push(await gradients.of(batch, state.parameters));
      const batchSize = slice.batches[0]?.count ?? 1;
      const seen = gradientReadings({ full, batches, batchSize }, plan);
      const step = {
        optimizer: settings.optimizer,
        parameters: state.parameters,
        ...(moment.step > 0 && { previous: state.previous.data as Float32Array }),
        learningRate: moment.learningRate,
        gradient: full,
      };
      for (const slot of plan.parameters.filter(({ role }) => role === 'weight')) {
        const pull = decayReading(step, slot);
        if (pull !== undefined) seen.layers[slot.layer]!['regularization_ratio'] = pull;
      }
      return seen;
    });
  }

  private seeCurvature(moment: Moment, state: TrainerState): Promise<Metrics> {
    const { optimizer, schedule } = this.what.settings;
    return this.timed(async () => {
      const { value, direction } = await largestCurvature(
        (v) => this.gradients.hessianProduct(this.slice.forCurvature, state.parameters, v),
        this.steepest,
      );
      this.steepest = direction;
      const isPlain = optimizer.kind === 'sgd' || optimizer.kind === 'momentum';
      if (!isPlain) return { run: { sharpness: value }, layers: {} };
      // Before the first step it is the coming one that may be too large.
      const { step, learningRate } = moment;
      const rate =
        step > 0
          ? learningRate
          : learningRateAt(schedule, optimizer.learning_rate, 1, this.what.totalSteps);
      const momentum = optimizer.kind === 'momentum' ? optimizer.momentum : 0;
      const ratio = isDefined(value) ? sharpnessRatio(value, rate, momentum) : value;
      return { run: { sharpness: value, sharpness_ratio: ratio }, layers: {} };
    });
  }

  private seeWeights({ parameters }: TrainerState): Promise<Metrics> {
    const { plan, settings, dataset, probe } = this.what;
    const network = { plan, parameters, probe, loss: settings.loss, target: dataset.target };
    const isShallow = this.hidden.length === 1 && this.hidden[0]!.kind === 'dense';
    return this.timed(() => {
      const squares = this.squaresOf(parameters);
      const layers: Record<string, LayerValues> = {};
      for (const { name } of this.hidden) {
        const slot = plan.parameters.find((one) => one.layer === name && one.role === 'weight')!;
        const [now, start] = [squares[name]!, this.start?.squares[name]];
        layers[name] = {
          distinct_directions: directionsReading(plan, slot, parameters),
          balancedness: balancedness(now.incoming, now.outgoing),
          ...(start && { balance_drift: balanceDrift(now, start) }),
          ...(name in this.baselines && { oui_baseline: this.baselines[name]! }),
        };
      }
      const run: Record<string, Measured> = isShallow
        ? {
            extremal_alignment: extremalReading(network),
            ...(settings.loss === 'logistic' && { class_alignment: classReading(network) }),
          }
        : {};
      return { layers, run };
    });
  }

  /** The time of one piece of work is shared by the metrics that came of it. */
  private async timed(work: () => Promise<Metrics> | Metrics): Promise<Metrics> {
    const watch = new Stopwatch();
    const seen = await watch.time(work);
    const ids = [seen.run, ...Object.values(seen.layers)].flatMap(Object.keys);
    const shown = [...new Set(ids)].filter((id) => !(id in this.notDefined));
    this.costs.add(shown.length > 0 ? shown : ids.slice(0, 1), watch.seconds);
    return seen;
  }

  private squaresOf(parameters: Float32Array): Squares {
    const { plan } = this.what;
    return Object.fromEntries(
      this.hidden.map(({ name }) => [name, unitSquares(plan, name, parameters)]),
    );
  }
}

type Squares = Readonly<Record<string, UnitSquares>>;

/** What a random network has on these inputs, by layer. */
function baselinesOf(
  inputs: Vector,
  samples: number,
  layers: readonly LayerDescription[],
): Readonly<Record<string, number>> {
  const cosine = inputCosine(inputs, samples, inputs.length / samples);
  const values = isDefined(cosine) ? ouiBaseline(cosine, layers.length) : cosine;
  if (!isDefined(values)) return {};
  return Object.fromEntries(layers.map(({ name }, index) => [name, values[index]!]));
}

function without(values: LayerValues, ids: readonly string[]): LayerValues {
  return Object.fromEntries(Object.entries(values).filter(([id]) => !ids.includes(id)));
}
