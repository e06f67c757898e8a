import { notDefined, type Measured } from '../../metrics/measured';
import { relativeOui } from '../../metrics/relativeOui';
import type { MetricValues, StepEnded } from '../../protocol/events';
import type { Engine } from '../engines/engine';
import type { StepResult } from '../training/stepper';
import type { MetricCosts } from './metricCosts';
import type { Observation } from './observation';
import type { ProbeInputs } from './probeInputs';
import type { LayerValues } from './readings';
import { secondsOfAsking } from './secondsOfAsking';
import { comparedSamples, type StepPatterns } from './stepPatterns';

/**
 * OUI out of training steps: of the first samples of their own mini-batches, in training mode, by
 * the weights before the step. At the start the probe takes the place of the mini-batch.
 */
export class StepLooks {
  /** OUI at the start, by layer. */
  atStart: LayerValues = {};
  /** What one asked step takes longer. */
  private askSeconds = 0;
  private readonly layers: readonly { readonly name: string; readonly units: number }[];

  constructor(
    private readonly plan: StepPatterns,
    private readonly what: Observation,
    private readonly costs: MetricCosts,
  ) {
    const { compared } = what;
    this.layers = what.plan.layers.filter(({ name }) => compared.includes(name));
  }

  /** Call before the first step, with the weights as they start. */
  async start(engine: Engine, { x, y }: ProbeInputs): Promise<void> {
    const samples = x.shape[0] as number;
    this.atStart = this.read(await this.what.distancesOf({ x, y }), samples);
    const units = this.layers.map((layer) => layer.units);
    this.askSeconds = await secondsOfAsking(engine, units, this.plan.samples);
  }

  /** Of what one event tells, about. */
  get bytesOfValues(): number {
    return 75 * (1 + this.layers.length);
  }

  /** OUI by layer, and nothing of a step that was not asked. */
  read(distances: StepResult['distances'], samples: number): LayerValues {
    if (!distances) return {};
    const count = Math.min(samples, this.plan.samples);
    return Object.fromEntries(
      this.layers.map(({ name }, index) => [name, ouiOf(distances[index]!, count)]),
    );
  }

  /** The event of a step that told its OUI and nothing else. Such code is never warm: it is plain. */
  tell(step: number, { loss, learningRate, distances }: StepResult, samples: number): StepEnded {
    const begin = performance.now();
    const count = Math.min(samples, this.plan.samples);
    const layers: Record<string, MetricValues> = {};
    const means = { oui: 0, relative: 0, layers: 0, relatives: 0 };
    const isTold = distances !== undefined && Number.isFinite(loss);
    for (let index = 0; isTold && index < this.layers.length; index++) {
      const { name } = this.layers[index]!;
      const oui = ouiOf(distances[index]!, count);
      if (typeof oui !== 'number') break;
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
    const at = new Date().toISOString();
    const epoch = step / this.what.stepsPerEpoch;
    const base = { type: 'step.ended', at, step, epoch, trainLoss: loss, learningRate } as const;
    this.count((performance.now() - begin) / 1000);
    return { ...base, metrics, layers };
  }

  /** Adds a look and what the step took longer for it to the costs. */
  count(seconds: number): void {
    const all = seconds + this.askSeconds;
    this.costs.add(ouiAlone, all);
    this.what.clock.add(all);
  }
}

const ouiAlone = ['oui'] as const;

/** From the sum over all ordered pairs of h / limit, clamped at 1. Twin: `metrics/oui`. */
function ouiOf(distances: number, samples: number): Measured {
  if (samples < comparedSamples.least) {
    const says = `A mini-batch of ${samples}: at least ${comparedSamples.least} are compared.`;
    return notDefined('too_few_samples', says);
  }
  return distances / (samples * (samples - 1));
}
