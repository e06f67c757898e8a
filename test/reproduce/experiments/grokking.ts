import type { Experiment } from '../experiment';
import { isFalling, meanOf, range } from '../run/statistics';
import { trainPaper, weightsOf, type PaperRun } from '../run/trainPaper';
import { squareNetworkAlignment } from '../theory/squareNetwork';

/** The paper's loss is a sum over the outputs, ours their mean. */
const outputs = 31;
const decays = [1e-4, 5e-4, 2e-3];
/** Epochs to a test score of 0.9 in the numpy prototype. */
const prototype = [1040, 260, 90];
const fractions = [0.2, 0.25, 0.35, 0.5];
const multipliers = [0.3, 1, 3];
const tracedTo = 700;

/** D1 to D4: when a network that has memorised modular addition begins to understand it. */
export const grokking: Experiment = {
  name: 'grokking',
  title: 'Epochs to grok over weight decay',
  source: 'Li2, arXiv 2509.21519; arXiv 2310.06110 for the output scale',
  configs: ['grokking'],
  async run(effort) {
    const seeds = range(effort === 'full' ? 3 : 1);
    const long = effort === 'full' ? 3000 : 1500;
    const times: number[][] = [];
    for (const decay of decays) {
      const found: number[] = [];
      for (const seed of seeds) found.push(grokEpoch(await grok({ decay, seed, epochs: long })));
      times.push(found);
    }
    const never: Grokked[] = [];
    for (const seed of seeds) never.push(await grok({ decay: 0, seed, epochs: long }));
    const traced = await grok({ decay: 2e-4, seed: 0, epochs: tracedTo, traces: true });
    const bySize: number[][] = [];
    for (const fraction of fractions) {
      const found: number[] = [];
      const epochs = effort === 'full' ? 4000 : 1500;
      for (const seed of seeds)
        found.push(grokEpoch(await grok({ decay: 2e-4, fraction, seed, epochs })));
      bySize.push(found);
    }
    const byScale: number[][] = [];
    for (const multiplier of multipliers) {
      const found: number[] = [];
      for (const seed of seeds)
        found.push(grokEpoch(await grok({ decay: 2e-4, multiplier, seed, epochs: 2000 })));
      byScale.push(found);
    }
    const alignment = alignmentIn(traced, 100, 400);
    const without = alignmentIn(never[0]!, 100, 400);
    const bestNever = never.map(({ epochs }) => Math.max(...epochs.map(scoreOf)));
    return {
      criteria: [
        {
          id: 'D1',
          says: `epochs to a test score of 0.9 at decay 1e-4, 5e-4, 2e-3: mean within 30 % of ${prototype.join(', ')}`,
          measured: times
            .map((some) => `${meanOf(some).toFixed(0)} (${some.join(', ')})`)
            .join('; '),
          reached: times.every((some, at) => Math.abs(meanOf(some) / prototype[at]! - 1) <= 0.3),
        },
        {
          id: 'D1',
          says: 'fewer epochs the more decay, in each seed',
          measured: seeds.map((seed) => times.map((some) => some[seed]!).join(' > ')).join('; '),
          reached: seeds.every((seed) => isFalling(times.map((some) => some[seed]!))),
        },
        {
          id: 'D1',
          says: `without decay never in ${long} epochs (best test score below 0.9)`,
          measured: bestNever.map((score) => score.toFixed(3)).join(', '),
          reached: bestNever.every((score) => score < 0.9),
        },
        {
          id: 'D2',
          says: 'at decay 2e-4 not with 20 % and 25 % of the pairs, but with 35 % and 50 %',
          measured: bySize
            .map((some, at) => `${fractions[at]}: ${some.map(epochOrNever).join(', ')}`)
            .join('; '),
          reached: bySize.every((some, at) =>
            some.every((epoch) => Number.isFinite(epoch) === fractions[at]! > 0.3),
          ),
        },
        {
          id: 'D3',
          says: 'gradient-feature alignment above 0.4 from epoch 100 to 400 at decay 2e-4, below 0.05 without decay',
          measured: `${span(alignment)}; without ${span(without)}`,
          reached:
            alignment.length > 3 &&
            without.length > 3 &&
            alignment.every((value) => value > 0.4) &&
            without.every((value) => Math.abs(value) < 0.05),
        },
        {
          id: 'D4',
          says: 'epochs to a test score of 0.9 grow with the output multiplier 0.3, 1, 3, in each seed',
          measured: seeds.map((seed) => byScale.map((some) => some[seed]!).join(' < ')).join('; '),
          reached: seeds.every((seed) => isFalling(byScale.map((some) => -some[seed]!))),
        },
      ],
      figures: [
        {
          name: 'grokking-weight-decay',
          title: 'Epochs to grok over weight decay',
          x: { label: 'weight decay (of the paper)', scale: 'log' },
          panels: [
            {
              y: { label: 'epochs to a test score of 0.9', scale: 'log' },
              series: [
                {
                  label: 'measured, each seed',
                  drawn: 'points',
                  points: times.flatMap((some, at) => some.map((y) => ({ x: decays[at]!, y }))),
                },
                {
                  label: 'proportional to 1 / decay',
                  drawn: 'line',
                  points: decays.map((x) => ({ x, y: (meanOf(times[0]!) * decays[0]!) / x })),
                },
              ],
            },
          ],
        },
        {
          name: 'grokking-alignment',
          title: 'Gradient-feature alignment rises long before the test score',
          x: { label: 'epoch', scale: 'linear' },
          panels: [
            {
              y: { label: 'decay 2e-4', scale: 'linear', from: 0, to: 1 },
              series: [
                {
                  label: 'test score',
                  drawn: 'line',
                  points: traced.epochs.map((event) => ({ x: event.epoch, y: scoreOf(event) })),
                },
                { label: 'alignment', drawn: 'both', points: [...traced.alignment] },
                {
                  label: 'alignment, no decay',
                  drawn: 'both',
                  points: [...never[0]!.alignment],
                },
              ],
            },
          ],
        },
      ],
      notes: [
        'Decays are those of the paper; the config has them divided by 31 (see its first lines).',
        'The alignment is computed by metrics/gradientFeatureAlignment from the parameters on all training pairs, every 50 epochs, seed 0.',
        'Adam divides its gradient by its size, so that a loss 31 times smaller changes nothing else but the weight of epsilon.',
      ],
    };
  },
};

interface Grok {
  readonly decay: number;
  readonly seed: number;
  readonly epochs: number;
  readonly fraction?: number;
  readonly multiplier?: number;
  /** Trains to the end, also after it has understood. */
  readonly traces?: boolean;
}

interface Grokked extends PaperRun {
  readonly alignment: readonly { readonly x: number; readonly y: number }[];
}

async function grok(asked: Grok): Promise<Grokked> {
  const { decay, seed, epochs, fraction = 0.4, multiplier = 1, traces } = asked;
  const kept: { epoch: number; parameters: Float32Array }[] = [];
  const run = await trainPaper('grokking', {
    set: {
      'optimizer.weight_decay': decay / outputs,
      'training.seed': seed,
      'training.epochs': epochs,
      'dataset.validation': 1 - fraction,
      'model.output_multiplier': multiplier,
    },
    until: (event, parameters) => {
      if (event.epoch > 0 && event.epoch % 50 === 0 && event.epoch <= tracedTo)
        kept.push({ epoch: event.epoch, parameters: parameters().slice() });
      return !traces && scoreOf(event) >= 0.9;
    },
  });
  const { train } = run.dataset;
  const sizes = { samples: train.count, features: 256, targets: outputs };
  const alignmentOf = (parameters: Float32Array) =>
    squareNetworkAlignment(
      train.inputs,
      train.targets,
      weightsOf(run, parameters, 'hidden1.weight'),
      weightsOf(run, parameters, 'output.weight'),
      sizes,
    );
  const alignment = [{ epoch: 0, parameters: run.start }, ...kept].map((one) => ({
    x: one.epoch,
    y: multiplier === 1 && fraction === 0.4 ? alignmentOf(one.parameters) : NaN,
  }));
  return { ...run, alignment };
}

function scoreOf({ validationScore }: { readonly validationScore?: number }): number {
  return validationScore ?? NaN;
}

/** Infinity where it never was. */
function grokEpoch({ epochs }: PaperRun): number {
  return epochs.find((event) => scoreOf(event) >= 0.9)?.epoch ?? Infinity;
}

function epochOrNever(epoch: number): string {
  return Number.isFinite(epoch) ? String(epoch) : 'never';
}

function alignmentIn({ alignment }: Grokked, from: number, to: number): number[] {
  return alignment.flatMap(({ x, y }) => (x >= from && x <= to ? [y] : []));
}

function span(values: readonly number[]): string {
  return `${Math.min(...values).toFixed(2)} to ${Math.max(...values).toFixed(2)}`;
}
