import { classAlignment } from '../../../src/metrics/classAlignment';
import { classMean } from '../../../src/metrics/classMean';
import { isDefined } from '../../../src/metrics/measured';
import type { Experiment } from '../experiment';
import { evaluateHeldOut } from '../run/evaluateOn';
import { isFalling, meanOf, range, standardError } from '../run/statistics';
import { trainPaper, weightsOf } from '../run/trainPaper';

const allPowers = [-14, -12, -10, -8, -6, -5, -4, -3, -2, -1];
const neededPowers = [-14, -4, -1];
const reference = -4;

/** B1: too small a start over-aligns, too large a one over-fits; in between the test error is least. */
export const initializationScale: Experiment = {
  name: 'initialization-scale',
  title: 'Test error over initialization scale',
  source: 'arXiv 2602.00827',
  configs: ['initialization-scale'],
  async run(effort) {
    const seeds = range(10);
    const powers = effort === 'full' ? allPowers : neededPowers;
    const errors = new Map<number, number[]>();
    const alignments = new Map<number, number>();
    for (const power of powers) {
      const runs = [];
      for (const seed of seeds) runs.push(await measure(2 ** power, seed));
      errors.set(
        power,
        runs.map(({ error }) => error),
      );
      alignments.set(power, meanOf(runs.map(({ alignment }) => alignment)));
    }
    const of = (power: number) => errors.get(power) ?? [];
    const excess = (power: number) => {
      const differences = of(power).map((error, seed) => error - of(reference)[seed]!);
      return { mean: meanOf(differences), spread: standardError(differences) };
    };
    const falling = powers.map((power) => alignments.get(power) ?? NaN);
    return {
      criteria: [
        ...[-14, -1].map((power) => {
          const { mean, spread } = excess(power);
          return {
            id: 'B1',
            says: `test error at scale 2^${power} above that at 2^-4 by more than 3 standard errors (10 paired seeds)`,
            measured: `+${mean.toFixed(4)} ± ${spread.toFixed(4)}`,
            reached: mean > 3 * spread,
          };
        }),
        {
          id: 'B1',
          says: 'alignment of the neurons with their class falls as the scale grows',
          measured: falling.map((value) => value.toFixed(3)).join(', '),
          reached: isFalling(falling),
        },
      ],
      figures: [
        {
          name: 'initialization-scale',
          title: 'U-shape of the test error over the initialization scale',
          x: {
            label: 'initialization scale',
            scale: 'log',
            ticks: [-14, -10, -6, -4, -2, -1].map((p) => ({ at: 2 ** p, label: `2^${p}` })),
          },
          panels: [
            {
              y: { label: 'test error', scale: 'linear' },
              series: [
                {
                  label: 'test error',
                  drawn: 'both',
                  points: powers.map((power) => ({
                    x: 2 ** power,
                    y: meanOf(of(power)),
                    spread: standardError(of(power)),
                  })),
                },
              ],
            },
            {
              y: { label: 'class alignment', scale: 'linear' },
              series: [
                {
                  label: 'class alignment',
                  drawn: 'both',
                  points: powers.map((power, at) => ({ x: 2 ** power, y: falling[at]! })),
                },
              ],
            },
          ],
        },
      ],
      notes: [
        'Bars are standard errors over seeds that differ in data, start and signs; differences are paired.',
        'An output of exactly 0 (no neuron answers) counts as half an error; that is a part of the left wall.',
        'The rate is 0.3 / max(1, |v|^2) of the start, so that large starts are stable.',
      ],
    };
  },
};

async function measure(scale: number, seed: number) {
  const run = await trainPaper('initialization-scale', {
    set: {
      'model.init.scale': scale,
      'optimizer.learning_rate': 0.3 / Math.max(1, 100 * scale ** 2),
      'dataset.seed': seed,
      'training.seed': seed,
    },
    validates: false,
  });
  const { dataset, end } = run;
  const labels = dataset.train.labels ?? new Int32Array();
  const mean = classMean(dataset.train.inputs, labels, 100, 1);
  if (!isDefined(mean)) throw new Error('No training sample is of class 1.');
  const hidden = weightsOf(run, end, 'hidden1.weight');
  const alignment = classAlignment(hidden, weightsOf(run, end, 'output.weight'), mean);
  if (!isDefined(alignment)) throw new Error('The alignment is not defined.');
  const { score } = await evaluateHeldOut(run, end);
  return { error: 1 - score, alignment };
}
