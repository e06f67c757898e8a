import type { Experiment } from '../experiment';
import { meanOf, range, standardError } from '../run/statistics';
import { trainPaper, weightsOf, type PaperRun } from '../run/trainPaper';

const allPowers = [-14, -12, -10, -8, -6, -4, -2, 0, 3];
const neededPowers = [-14, -10, -6, 0];
const rate = 0.03;

/** B2: feature-learning strength on a deeper network, set by the output multiplier. */
export const outputMultiplier: Experiment = {
  name: 'output-multiplier',
  title: 'Test score over output multiplier',
  source: 'arXiv 2602.00827',
  configs: ['output-multiplier'],
  async run(effort) {
    const seeds = range(effort === 'full' ? 3 : 1);
    const powers = effort === 'full' ? allPowers : neededPowers;
    const results = new Map<number, { peak: number; change: number }[]>();
    for (const power of powers) {
      const runs = [];
      for (const seed of seeds) runs.push(await measure(2 ** power, seed));
      results.set(power, runs);
    }
    const peaks = (power: number) => (results.get(power) ?? []).map(({ peak }) => peak);
    const change = (power: number) => meanOf((results.get(power) ?? []).map((one) => one.change));
    const best = powers.reduce((a, b) => (meanOf(peaks(b)) > meanOf(peaks(a)) ? b : a));
    const lost = meanOf(peaks(best)) - meanOf(peaks(0));
    const number = seeds.length === 1 ? '1 seed' : `mean of ${seeds.length} seeds`;
    return {
      criteria: [
        {
          id: 'B2',
          says: `the best multiplier c is inside, from 2^-12 to 2^-4 (${number})`,
          measured: `2^${best}, test ${meanOf(peaks(best)).toFixed(3)}; at 2^-14 ${meanOf(peaks(-14)).toFixed(3)}`,
          reached: best >= -12 && best <= -4,
        },
        {
          id: 'B2',
          says: 'c = 1 is worse than the best by 2 points or more',
          measured: `${(100 * lost).toFixed(1)} points`,
          reached: lost >= 0.02,
        },
        {
          id: 'B2',
          says: 'relative change R of the hidden weights at the best c in [0.5, 5]',
          measured: change(best).toFixed(2),
          reached: change(best) >= 0.5 && change(best) <= 5,
        },
      ],
      figures: [
        {
          name: 'output-multiplier',
          title: 'Test score over the output multiplier',
          x: {
            label: 'output multiplier c',
            scale: 'log',
            ticks: [-14, -10, -6, -2, 0, 3].map((p) => ({
              at: 2 ** p,
              label: p === 0 ? '1' : `2^${p}`,
            })),
          },
          panels: [
            {
              y: { label: 'peak test score', scale: 'linear' },
              series: [
                {
                  label: 'peak test score',
                  drawn: 'both',
                  points: powers.map((power) => ({
                    x: 2 ** power,
                    y: meanOf(peaks(power)),
                    spread: seeds.length > 1 ? standardError(peaks(power)) : 0,
                  })),
                },
              ],
            },
            {
              y: { label: 'weight change R', scale: 'log' },
              series: [
                {
                  label: 'weight change R',
                  drawn: 'both',
                  points: powers.map((power) => ({ x: 2 ** power, y: change(power) })),
                },
              ],
            },
          ],
        },
      ],
      notes: [
        'Inputs are standardized here and were not in the prototype; the rate is 0.03 / c, above c = 1 0.03 / c^2.',
      ],
    };
  },
};

async function measure(multiplier: number, seed: number) {
  const run = await trainPaper('output-multiplier', {
    set: {
      'model.output_multiplier': multiplier,
      'optimizer.learning_rate': rate / (multiplier > 1 ? multiplier ** 2 : multiplier),
      'dataset.seed': seed,
      'training.seed': seed,
    },
    until: ({ epoch, trainScore }) => epoch > 0 && trainScore >= 0.99,
  });
  const peak = Math.max(...run.epochs.slice(1).map(({ validationScore }) => validationScore ?? 0));
  const change = meanOf(['hidden1.weight', 'hidden2.weight'].map((name) => changeOf(run, name)));
  return { peak, change };
}

function changeOf(run: PaperRun, name: string): number {
  const [before, after] = [weightsOf(run, run.start, name), weightsOf(run, run.end, name)];
  return Math.hypot(...after.map((value, at) => value - before[at]!)) / Math.hypot(...before);
}
