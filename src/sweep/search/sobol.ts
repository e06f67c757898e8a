import type { ParameterRanges } from '../../protocol/searchSpace';
import { Random } from '../random';
import { paramsAt } from '../space';
import { inOrder, type Search } from './search';

/**
 * Points that fill the space evenly: a Sobol sequence (direction numbers of Joe and Kuo 2008,
 * new-joe-kuo-6), scrambled as Owen does (by hashing: Laine and Karras 2011, Burley 2020).
 */
export function sobolSearch(ranges: ParameterRanges, trials: number, seed: number): Search {
  const dimensions = Object.keys(ranges).length;
  return inOrder(trials, (number) => paramsAt(ranges, sobolPoint(number, dimensions, seed)));
}

/** The point of an index in [0, 1)^dimensions. Throws RangeError beyond 16 dimensions. */
export function sobolPoint(index: number, dimensions: number, seed: number): readonly number[] {
  if (dimensions > polynomials.length + 1)
    throw new RangeError(`Sobol points have up to ${polynomials.length + 1} dimensions.`);
  return Array.from({ length: dimensions }, (_, dimension) => {
    const scramble = new Random(seed, `sobol ${dimension}`).uint32();
    return owen(sobolBits(index, dimension), scramble) / 4294967296;
  });
}

function sobolBits(index: number, dimension: number): number {
  const directions = directionsOf(dimension);
  let bits = 0;
  for (let bit = 0; index >>> bit > 0; bit++) if ((index >>> bit) & 1) bits ^= directions[bit] ?? 0;
  return bits >>> 0;
}

/** 32 direction numbers, the highest bit first. */
function directionsOf(dimension: number): readonly number[] {
  if (dimension === 0) return Array.from({ length: 32 }, (_, bit) => (1 << (31 - bit)) >>> 0);
  const [degree = 1, coefficients = 0, ...initial] = polynomials[dimension - 1] ?? [];
  const v = initial.map((m, i) => (m << (31 - i)) >>> 0);
  for (let i = degree; i < 32; i++) {
    let next = (v[i - degree] ?? 0) ^ ((v[i - degree] ?? 0) >>> degree);
    for (let k = 1; k < degree; k++)
      if ((coefficients >>> (degree - 1 - k)) & 1) next ^= v[i - k] ?? 0;
    v.push(next >>> 0);
  }
  return v;
}

/** Degree, coefficients and initial numbers of dimensions 2 to 16. */
const polynomials: readonly (readonly number[])[] = [
  [1, 0, 1],
  [2, 1, 1, 3],
  [3, 1, 1, 3, 1],
  [3, 2, 1, 1, 1],
  [4, 1, 1, 1, 3, 3],
  [4, 4, 1, 3, 5, 13],
  [5, 2, 1, 1, 5, 5, 17],
  [5, 4, 1, 1, 5, 5, 5],
  [5, 7, 1, 1, 7, 11, 19],
  [5, 11, 1, 1, 5, 1, 1],
  [5, 13, 1, 1, 1, 3, 11],
  [5, 14, 1, 3, 5, 5, 31],
  [6, 1, 1, 3, 3, 9, 7, 49],
  [6, 13, 1, 1, 1, 15, 21, 21],
  [6, 16, 1, 3, 1, 13, 27, 49],
];

/** Nested uniform scrambling: each bit is flipped or not by a hash of those above it. */
function owen(bits: number, seed: number): number {
  let x = reverse(bits);
  x = (x + seed) | 0;
  x ^= Math.imul(x, 0x6c50b47c);
  x ^= Math.imul(x, 0xb82f1e52);
  x ^= Math.imul(x, 0xc7afe638);
  x ^= Math.imul(x, 0x8d22f6e6);
  return reverse(x);
}

function reverse(bits: number): number {
  let from = bits >>> 0;
  let to = 0;
  for (let i = 0; i < 32; i++) {
    to = (to << 1) | (from & 1);
    from >>>= 1;
  }
  return to >>> 0;
}
