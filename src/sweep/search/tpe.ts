import type { ParameterRange, ParameterRanges } from '../../protocol/searchSpace';
import { lossOf } from '../objective';
import { Random } from '../random';
import { paramsAt, shareOfValue } from '../space';
import { epochOf, lastReading, type Trial } from '../trial';
import { inOrder, type Search } from './search';

/** Trials before the first estimate; they are drawn uniformly. */
const startUp = 10;
/** Draws from the better trials' density, of which the most promising is tried. */
const candidates = 24;

/**
 * The tree-structured Parzen estimator (Bergstra et al. 2011), each parameter by itself: of draws
 * from the density l of the best trials the one of greatest l / g, g being that of the others.
 * Densities are mixtures of Gaussians over the range and one wide Gaussian as prior, each as wide as the
 * distance to its neighbours; the best are a tenth, at most 25. With several workers it depends on
 * which trial ends first.
 */
export function tpeSearch(ranges: ParameterRanges, trials: number, seed: number): Search {
  const entries = Object.entries(ranges);
  return inOrder(trials, (number, known) => {
    const random = new Random(seed, `tpe ${number}`);
    const ranked = known.filter(({ state }) => state === 'ended').sort(byResult);
    if (ranked.length < startUp) return paramsAt(ranges, draws(entries.length, random));
    const best = Math.min(25, Math.ceil(0.1 * ranked.length));
    const shares = entries.map(([path, range]) => {
      const at = (trial: Trial) => shareOfValue(range, trial.params[path]) ?? 0.5;
      const all = ranked.map(at);
      return promising(range, all.slice(0, best), all.slice(best), random);
    });
    return paramsAt(ranges, shares);
  });
}

/** Finished ones by loss; then those that were ended early, the later the better; then the failed. */
function byResult(a: Trial, b: Trial): number {
  const rank = ({ outcome }: Trial) => (outcome === 'finished' ? 0 : outcome === 'stopped' ? 1 : 2);
  const further = rank(a) === 1 && rank(b) === 1 ? epochOf(b) - epochOf(a) : 0;
  const loss = (trial: Trial) => Math.min(lossOf(lastReading(trial)), Number.MAX_VALUE);
  return rank(a) - rank(b) || further || loss(a) - loss(b) || a.number - b.number;
}

function draws(count: number, random: Random): readonly number[] {
  return Array.from({ length: count }, () => random.uniform());
}

function promising(
  range: ParameterRange,
  better: readonly number[],
  others: readonly number[],
  random: Random,
): number {
  const values = range.kind === 'list' ? range.values.length : undefined;
  const l = values === undefined ? parzen(better) : categories(better, values);
  const g = values === undefined ? parzen(others) : categories(others, values);
  let best = 0.5;
  let most = -Infinity;
  for (let i = 0; i < candidates; i++) {
    const share = l.draw(random);
    const gain = Math.log(l.density(share)) - Math.log(g.density(share));
    if (gain > most) [best, most] = [share, gain];
  }
  return best;
}

interface Density {
  draw(random: Random): number;
  density(share: number): number;
}

/** Gaussians cut off at 0 and 1, around each point and, as wide as the range, around its middle. */
function parzen(points: readonly number[]): Density {
  const centres = [...points, 0.5];
  const sorted = [0, ...centres.toSorted((a, b) => a - b), 1];
  const least = 1 / Math.min(100, 1 + centres.length);
  const widths = centres.map((centre, i) => {
    if (i === points.length) return 1;
    const at = sorted.indexOf(centre, 1);
    const below = centre - (sorted[at - 1] ?? 0);
    const above = (sorted[at + 1] ?? 1) - centre;
    return Math.min(1, Math.max(least, below, above));
  });
  const masses = centres.map((centre, i) => {
    const width = widths[i] ?? 1;
    return cumulative((1 - centre) / width) - cumulative(-centre / width);
  });
  return {
    draw: (random) => {
      const i = random.below(centres.length);
      for (;;) {
        const share = (centres[i] ?? 0.5) + (widths[i] ?? 1) * random.normal();
        if (share >= 0 && share < 1) return share;
      }
    },
    density: (share) =>
      centres.reduce((sum, centre, i) => {
        const width = widths[i] ?? 1;
        const z = (share - centre) / width;
        return sum + Math.exp(-z * z * 0.5) / (width * (masses[i] ?? 1));
      }, 0) / centres.length,
  };
}

/** How often each value of a list was there, and each once more. */
function categories(points: readonly number[], values: number): Density {
  const weights = Array.from({ length: values }, () => 1);
  const indexOf = (share: number) => Math.min(values - 1, Math.floor(share * values));
  for (const point of points) weights[indexOf(point)] = (weights[indexOf(point)] ?? 1) + 1;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    draw: (random) => {
      let left = random.uniform() * total;
      const index = weights.findIndex((weight) => (left -= weight) < 0);
      return ((index < 0 ? values - 1 : index) + 0.5) / values;
    },
    density: (share) => (weights[indexOf(share)] ?? 1) / total,
  };
}

/** Standard normal distribution function (Abramowitz and Stegun 26.2.17, to within 7.5e-8). */
function cumulative(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = 0.3989422804 * Math.exp((-z * z) / 2) * series;
  return z > 0 ? 1 - tail : tail;
}
