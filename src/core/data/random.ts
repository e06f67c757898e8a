import { portableLog } from './portableLog';

/**
 * A seeded stream of random numbers: xoshiro128** 1.1 (Blackman and Vigna 2018). Not for secrets.
 * Every number is exact arithmetic, so that a seed means the same on every machine.
 */
export interface Random {
  /** Uniform over 0 .. 2^32 - 1. */
  uint32(): number;
  /** Uniform over [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Uniform over the integers 0 .. n - 1, without bias; n is an integer from 1 to 2^32. */
  below(n: number): number;
  /** Fisher-Yates, in place; every order equally likely. */
  shuffle(items: Shuffled): void;
  /** 0 .. n - 1 in random order. */
  permutation(n: number): Uint32Array;
}

export type Shuffled = Uint32Array | Int32Array | unknown[];

/**
 * A stream that depends on nothing but the seed (any number) and the stream's name. Streams of
 * different names are independent, so that drawing more from one (`batches`) leaves the others
 * (`dropout`) as they were.
 */
export function createRandom(seed: number, stream: string): Random {
  return randomFrom(stateFor(seed, stream));
}

/** The generator at a given state of four 32-bit words, not all zero. */
export function randomFrom(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state;
  let spare: number | undefined;

  function uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  }

  function uniform(): number {
    const high = uint32() >>> 5;
    const low = uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * portableLog(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  }

  function below(n: number): number {
    if (!(Number.isInteger(n) && n >= 1 && n <= 4294967296)) throw new RangeError(`below(${n})`);
    const limit = 4294967296 - (4294967296 % n);
    let value = uint32();
    while (value >= limit) value = uint32();
    return value % n;
  }

  function shuffle(items: Shuffled): void {
    for (let last = items.length - 1; last > 0; last--) {
      const other = below(last + 1);
      const moved = items[last];
      items[last] = items[other] as number;
      items[other] = moved as number;
    }
  }

  function permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, index) => index);
    shuffle(order);
    return order;
  }

  return { uint32, uniform, normal, below, shuffle, permutation };
}

function rotateLeft(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by));
}

/** Two splitmix32 chains that take in the seed and the name in different order, two words each. */
function stateFor(seed: number, stream: string): [number, number, number, number] {
  if (Number.isNaN(seed)) throw new RangeError('a seed must be a number, not NaN');
  const halves = new Uint32Array(new Float64Array([seed + 0]).buffer);
  const low = halves[0] ?? 0;
  const high = halves[1] ?? 0;
  const name = hashName(stream);
  const first = absorb(absorb(absorb(0x243f6a88, low), high), name);
  const second = absorb(absorb(absorb(0x85a308d3, name), high), low);
  const state: [number, number, number, number] = [
    splitmix(first, 1),
    splitmix(first, 2),
    splitmix(second, 1),
    splitmix(second, 2),
  ];
  // The all-zero state is the one that never leaves itself.
  return state.every((word) => word === 0) ? [1, 2, 3, 4] : state;
}

const GOLDEN = 0x9e3779b9;

function absorb(state: number, word: number): number {
  return mix((state + GOLDEN) ^ word);
}

/** The n-th output of splitmix32 from a state. */
function splitmix(state: number, n: number): number {
  return mix(state + Math.imul(GOLDEN, n)) >>> 0;
}

/** MurmurHash3's 32-bit finalizer: one to one over the 32-bit words. */
function mix(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** FNV-1a over UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return hash;
}
