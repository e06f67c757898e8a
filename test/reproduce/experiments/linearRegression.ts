import type { Experiment } from '../experiment';
import { meanOf, range, standardError } from '../run/statistics';
import { trainPaper } from '../run/trainPaper';
import { testError } from '../theory/advaniSaxe';

const inputs = 200;
const task = { teacher: 1, start: 0.1, noise: 0.25 };
const allAlphas = [0.25, 0.5, 0.8, 1, 1.25, 2, 4];
const neededAlphas = [0.5, 1, 2];
const times = [1, 10, 100];
/** Smaller steps for the early times, whose modes decay fast; both are far below 2 / 9. */
const fine = { step: 0.02, until: 10 };
const coarse = { step: 0.1, until: 100 };

/** E1: the test error of a linear student peaks where samples equal inputs, as theory has it. */
export const linearRegression: Experiment = {
  name: 'linear-regression',
  title: 'Learning curves of a linear student',
  source: 'Advani and Saxe, arXiv 1710.03667',
  configs: ['linear-regression'],
  async run(effort) {
    const draws = effort === 'full' ? 20 : 8;
    const alphas = effort === 'full' ? allAlphas : neededAlphas;
    const found = new Map<string, number[]>();
    for (const alpha of alphas)
      for (const seed of range(draws)) {
        const errors = await errorsOf(alpha, seed);
        times.forEach((t, at) => {
          const key = `${alpha} ${t}`;
          found.set(key, [...(found.get(key) ?? []), errors[at]!]);
        });
      }
    const at = (alpha: number, t: number) => found.get(`${alpha} ${t}`) ?? [];
    const distances = alphas.flatMap((alpha) =>
      times.map((t) => {
        const away = meanOf(at(alpha, t)) - testError({ ...task, alpha }, t);
        return { alpha, t, away: away / standardError(at(alpha, t)) };
      }),
    );
    const farthest = distances.reduce((a, b) => (Math.abs(b.away) > Math.abs(a.away) ? b : a));
    const last = alphas.map((alpha) => meanOf(at(alpha, 100)));
    const peak = alphas[last.indexOf(Math.max(...last))];
    const fineAlphas = range(61).map((i) => 0.25 * 16 ** (i / 60));
    return {
      criteria: [
        {
          id: 'E1',
          says: `mean of ${draws} draws within 3 standard errors of theory at each of ${distances.length} points`,
          measured: `farthest ${farthest.away.toFixed(2)} at alpha ${farthest.alpha}, t ${farthest.t}`,
          reached: distances.every(({ away }) => Math.abs(away) < 3),
        },
        {
          id: 'E1',
          says: 'at t = 100 the test error peaks at alpha = 1',
          measured: alphas.map((alpha, i) => `${alpha}: ${last[i]!.toFixed(2)}`).join(', '),
          reached: peak === 1,
        },
      ],
      figures: [
        {
          name: 'linear-regression',
          title: 'Test error of a linear student: points measured, lines theory',
          x: {
            label: 'alpha, samples over inputs',
            scale: 'log',
            ticks: allAlphas.map((alpha) => ({ at: alpha, label: String(alpha) })),
          },
          panels: [
            {
              y: { label: 'test error', scale: 'linear', from: 0 },
              series: times.map((t) => ({
                label: `t = ${t}`,
                drawn: 'points' as const,
                points: alphas.map((alpha) => ({
                  x: alpha,
                  y: meanOf(at(alpha, t)),
                  spread: standardError(at(alpha, t)),
                })),
                theory: fineAlphas.map((alpha) => ({
                  x: alpha,
                  y: testError({ ...task, alpha }, t),
                })),
              })),
            },
          ],
        },
      ],
      notes: [
        'The test error is exact: inputs are N(0, I), so it is the squared distance to the teacher plus the noise.',
        'Gradient flow is approached by steps of 0.02 (to t = 10) and 0.1 (to t = 100) of the paper’s time.',
      ],
    };
  },
};

/** At each of the times. */
async function errorsOf(alpha: number, seed: number): Promise<number[]> {
  const early = await follow(alpha, seed, fine, [1, 10]);
  return [...early, ...(await follow(alpha, seed, coarse, [100]))];
}

async function follow(
  alpha: number,
  seed: number,
  { step, until }: { readonly step: number; readonly until: number },
  wanted: readonly number[],
): Promise<number[]> {
  const errors: number[] = [];
  await trainPaper('linear-regression', {
    set: {
      'dataset.samples': Math.round(alpha * inputs),
      'dataset.seed': seed,
      'training.seed': seed,
      'training.epochs': Math.round(until / step),
      // A step of the core moves the paper's time on by 2 rate / alpha.
      'optimizer.learning_rate': (alpha * step) / 2,
    },
    until: ({ epoch }, parameters) => {
      if (wanted.some((t) => Math.round(t / step) === epoch)) errors.push(exactError(parameters()));
      return false;
    },
  });
  return errors;
}

/** The teacher is the first input, and inputs are N(0, I). */
function exactError(weights: Float32Array): number {
  const square = weights.reduce((sum, w, at) => sum + (w - (at === 0 ? 1 : 0)) ** 2, 0);
  return square + task.noise;
}
