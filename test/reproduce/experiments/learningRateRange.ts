import type { StepEnded } from '../../../src/protocol/events';
import type { Experiment } from '../experiment';
import { meanOf, range } from '../run/statistics';
import { trainPaper } from '../run/trainPaper';

const allDecays = [0, 1e-3, 1e-2, 3e-2];
const allRates = [0.003, 0.01, 0.03, 0.1, 0.3, 0.6];
const neededRates = [0.01, 0.03, 0.1, 0.3];

/** G2: a quarter of the rate with the least loss in a range test is near the best full run's rate. */
export const learningRateRange: Experiment = {
  name: 'learning-rate-range',
  title: 'Learning rate range test against full runs',
  source: 'arXiv 1803.09820',
  configs: ['learning-rate-range', 'learning-rate-full-runs'],
  async run(effort) {
    const decays = effort === 'full' ? allDecays : [0];
    const rates = effort === 'full' ? allRates : neededRates;
    const seeds = range(effort === 'full' ? 3 : 1);
    const found: Compared[] = [];
    for (const decay of decays)
      for (const seed of seeds) {
        const curve = await rangeTest(decay, seed);
        const least = curve.reduce((a, b) => (b.loss < a.loss ? b : a)).rate;
        const scores: number[] = [];
        for (const rate of rates) scores.push(await fullRun(decay, rate, seed));
        const best = rates[scores.indexOf(Math.max(...scores))]!;
        const near = rates.map((rate, at) => (isNear(least / 4, rate) ? scores[at]! : 0));
        const lost = Math.max(...scores) - Math.max(...near);
        found.push({ decay, seed, curve, advised: least / 4, best, scores, lost });
      }
    return {
      criteria: decays.map((decay) => {
        const some = found.filter((one) => one.decay === decay);
        return {
          id: 'G2',
          says: `decay ${decay}: a quarter of the rate with the least loss is within 3 times of the best full run's`,
          measured: some
            .map(
              ({ advised, best, lost }) =>
                `${advised.toPrecision(2)} vs ${best} (${(100 * lost).toFixed(1)})`,
            )
            .join(', '),
          reached: some.every(({ advised, best }) => isNear(advised, best)),
          ...(some.some(({ advised, best }) => !isNear(advised, best)) && { unseen: flat }),
        };
      }),
      figures: [
        {
          name: 'learning-rate-range',
          title: 'Range test (below) and full runs (above), no decay, seed 0',
          x: { label: 'learning rate', scale: 'log' },
          panels: [
            {
              y: { label: 'best test score', scale: 'linear' },
              series: [
                {
                  label: 'full runs',
                  drawn: 'both',
                  points: rates.map((x, at) => ({ x, y: found[0]!.scores[at]! })),
                },
              ],
            },
            {
              y: { label: 'smoothed loss', scale: 'linear', from: 1, to: 2.5 },
              series: [
                {
                  label: 'range test',
                  drawn: 'line',
                  points: found[0]!.curve
                    .filter(({ loss }) => loss < 2.5)
                    .map(({ rate, loss }) => ({ x: rate, y: loss })),
                },
              ],
              marks: [{ at: found[0]!.advised, label: 'a quarter of the least' }],
            },
          ],
        },
      ],
      notes: [
        `Test scores of the full runs without decay, mean of the seeds: ${rates
          .map(
            (rate, at) =>
              `${rate}: ${meanOf(found.filter((f) => f.decay === 0).map((f) => f.scores[at]!)).toFixed(3)}`,
          )
          .join(', ')}. They are nearly flat around the best.`,
      ],
    };
  },
};

interface Compared {
  readonly decay: number;
  readonly seed: number;
  readonly curve: readonly { readonly rate: number; readonly loss: number }[];
  readonly advised: number;
  readonly best: number;
  /** Of the full runs, in the order of their rates. */
  readonly scores: readonly number[];
  /** Score of the best full run above that of the best within 3 times of the advised rate. */
  readonly lost: number;
}

const flat =
  'The criterion came from one seed of the prototype. In brackets stands what matters: how many points ' +
  'the best full run is above the best one within 3 times of the advised rate. Where that is about a ' +
  'point or less, the score is flat and which rate is best is chance. Where it is more, high rates ' +
  'regularise, which a test of 304 steps cannot see: its advice is safe there, not best.';

function isNear(advised: number, rate: number): boolean {
  return Math.abs(Math.log(advised / rate)) <= Math.log(3) + 1e-9;
}

async function rangeTest(decay: number, seed: number) {
  const { steps } = await trainPaper('learning-rate-range', {
    set: { 'optimizer.weight_decay': decay, 'dataset.seed': seed, 'training.seed': seed },
    validates: false,
    mayDiverge: true,
  });
  return smoothed(steps.filter(({ step }) => step > 0));
}

/** Running mean of 0.95 with its bias taken out, as range tests have it; ends at 4 times the least. */
function smoothed(steps: readonly StepEnded[]) {
  const curve: { rate: number; loss: number }[] = [];
  let mean = 0;
  for (const [at, { trainLoss, learningRate }] of steps.entries()) {
    mean = 0.95 * mean + 0.05 * trainLoss;
    const loss = mean / (1 - 0.95 ** (at + 1));
    curve.push({ rate: learningRate, loss });
    if (!Number.isFinite(loss)) break;
    if (at > 20 && loss > 4 * Math.min(...curve.map((one) => one.loss))) break;
  }
  return curve.filter(({ loss }) => Number.isFinite(loss));
}

async function fullRun(decay: number, rate: number, seed: number): Promise<number> {
  const { epochs } = await trainPaper('learning-rate-full-runs', {
    set: {
      'optimizer.weight_decay': decay,
      'optimizer.learning_rate': rate,
      'dataset.seed': seed,
      'training.seed': seed,
    },
    mayDiverge: true,
  });
  return Math.max(...epochs.slice(1).map(({ validationScore }) => validationScore ?? 0));
}
