import { relativeOui } from '../../metrics/relativeOui';
import type { MetricValues, StepEnded } from '../../protocol/events';
import type { Engine } from '../engines/engine';
import type { StepResult } from '../training/stepper';
import type { MetricCosts } from './metricCosts';
import type { Observation } from './observation';
import { rotatedRows, type ProbeInputs } from './probeInputs';
import { RecentMeans } from './recentMeans';
import { secondsOfAsking } from './secondsOfAsking';
import { comparedSamples, type StepPatterns } from './stepPatterns';

/**
 * OUI out of training steps: of the first samples of their own mini-batches, in training mode, by
 * the weights before the step, as the mean of the last asked steps. At the start the probe takes the
 * place of the mini-batches.
 */
export class StepLooks {
  /** OUI at the start, by layer. */
  atStart: Readonly<Record<string, number>> = {};
  /** What one asked step takes longer. */
  private askSeconds = 0;
  private readonly layers: readonly { readonly name: string; readonly units: number }[];
  private readonly recent: RecentMeans;

  constructor(
    private readonly plan: StepPatterns,
    private readonly what: Observation,
    private readonly costs: MetricCosts,
  ) {
    const { compared } = what;
    this.layers = what.plan.layers.filter(({ name }) => compared.includes(name));
    this.recent = new RecentMeans(this.layers.length, plan.averaged);
  }

  /** Call before the first step, with the weights as they start. */
  async start(engine: Engine, { x, y }: ProbeInputs): Promise<void> {
    const count = x.shape[0] as number;
    const { samples } = this.plan;
    const groups = Math.max(1, Math.floor(count / samples));
    const means = new RecentMeans(this.layers.length, groups);
    for (let group = 0; group < groups; group++) {
      const first = group * samples;
      const rows = { x: rotatedRows(x, first), y: rotatedRows(y, first) };
      means.add(ouiOf(await this.what.distancesOf(rows), Math.min(count, samples)));
    }
    const named = this.layers.map(({ name }, index) => [name, means.of(index)!] as const);
    this.atStart = Object.fromEntries(named);
    const units = this.layers.map((layer) => layer.units);
    this.askSeconds = await secondsOfAsking(engine, units, samples);
  }

  /** Of what one event tells, about. */
  get bytesOfValues(): number {
    return 75 * (1 + this.layers.length);
  }

  /**
   * OUI by layer with what this step tells, as the mean of the last steps.
   * @param samples of the step's mini-batch; the last of an epoch can be too few to compare
   */
  hear({ loss, distances }: StepResult, samples: number): Readonly<Record<string, number>> {
    const begin = performance.now();
    const count = Math.min(samples, this.plan.samples);
    const isTold = distances !== undefined && Number.isFinite(loss);
    if (isTold && count >= comparedSamples.least) this.recent.add(ouiOf(distances, count));
    const values: Record<string, number> = {};
    for (let index = 0; index < this.layers.length; index++) {
      const oui = this.recent.of(index);
      if (oui !== undefined) values[this.layers[index]!.name] = oui;
    }
    if (distances) this.count(this.askSeconds + (performance.now() - begin) / 1000);
    return values;
  }

  /** The event of a step that told its OUI and nothing else. Such code is never warm: it is plain. */
  tell(step: number, result: StepResult, samples: number): StepEnded {
    const ouis = this.hear(result, samples);
    const begin = performance.now();
    const layers: Record<string, MetricValues> = {};
    const means = { oui: 0, relative: 0, layers: 0, relatives: 0 };
    for (const name in ouis) {
      const oui = ouis[name]!;
      means.oui += oui;
      means.layers++;
      const relative = relativeOui(oui, this.atStart[name]!);
      if (typeof relative === 'number') {
        means.relative += relative;
        means.relatives++;
        layers[name] = { oui, oui_relative: relative };
      } else layers[name] = { oui };
    }
    const metrics: Record<string, number> = {};
    if (means.layers > 0) metrics['oui'] = means.oui / means.layers;
    if (means.relatives > 0) metrics['oui_relative'] = means.relative / means.relatives;
    const { loss: trainLoss, learningRate } = result;
    const at = new Date().toISOString();
    const epoch = step / this.what.stepsPerEpoch;
    const type = 'step.ended';
    this.count((performance.now() - begin) / 1000);
    return { type, at, step, epoch, trainLoss, learningRate, metrics, layers };
  }

  private count(seconds: number): void {
    this.costs.add(ouiAlone, seconds);
    this.what.clock.add(seconds);
  }
}

const ouiAlone = ['oui'] as const;

/** By layer, from sums over all ordered pairs of min(h / limit, 1). Twin: `metrics/oui`. */
function ouiOf(distances: Float32Array, samples: number): Float64Array {
  return Float64Array.from(distances, (sum) => sum / (samples * (samples - 1)));
}
