import assert from 'node:assert/strict';
import fc from 'fast-check';
import { portableLog } from '../../../src/core/data/portableLog';
import { createRandom, randomFrom } from '../../../src/core/data/random';

const draws = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('Random', () => {
  it('is xoshiro128** 1.1: the outputs of the reference C code from the state 1, 2, 3, 4', () => {
    assert.deepEqual(
      draws(10, randomFrom([1, 2, 3, 4]).uint32),
      [
        11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
        4258142804,
      ],
    );
  });

  it('agrees with a slow twin in big integers from any state', () => {
    const word = fc.integer({ min: 1, max: 0xffffffff });
    fc.assert(
      fc.property(fc.tuple(word, word, word, word), (state) => {
        assert.deepEqual(draws(20, randomFrom(state).uint32), slowTwin(state, 20));
      }),
    );
  });

  it('gives the same numbers for the same seed and stream, others for others', () => {
    const first = draws(8, createRandom(7, 'batches').uint32);
    assert.deepEqual(draws(8, createRandom(7, 'batches').uint32), first);
    for (const other of [
      createRandom(8, 'batches'),
      createRandom(7, 'dropout'),
      createRandom(7 + 2 ** 32, 'batches'),
      createRandom(7.5, 'batches'),
      createRandom(-7, 'batches'),
    ]) {
      const shared = draws(8, other.uint32).filter((value) => first.includes(value));
      assert.deepEqual(shared, []);
    }
    assert.equal(createRandom(-0, 'x').uint32(), createRandom(0, 'x').uint32());
    assert.throws(() => createRandom(NaN, 'x'), RangeError);
  });

  it('has no two equal streams among 20 000 seeds and names', () => {
    const starts = new Set<string>();
    for (let seed = 0; seed < 2000; seed++) {
      for (let name = 0; name < 10; name++) {
        starts.add(draws(2, createRandom(seed, `stream ${name}`).uint32).join());
      }
    }
    assert.equal(starts.size, 20000);
  });

  it('draws uniform numbers in [0, 1) with the right mean and spread, in neighbouring seeds too', () => {
    const along = draws(50000, createRandom(1, 'uniform').uniform);
    const across = draws(50000, () => 0).map((_, seed) => createRandom(seed, 'uniform').uniform());
    for (const values of [along, across]) {
      assert.ok(values.every((value) => value >= 0 && value < 1));
      // Standard error of the mean 0.0013; five of them.
      assert.ok(Math.abs(mean(values) - 0.5) < 0.0065, `mean ${mean(values)}`);
      assert.ok(Math.abs(mean(values.map((x) => x * x)) - 1 / 3) < 0.007);
    }
  });

  it('draws normal numbers: mean 0, variance 1, kurtosis 3, and tails as they should be', () => {
    const values = draws(100000, createRandom(3, 'normal').normal);
    const moment = (power: number) => mean(values.map((x) => x ** power));
    assert.ok(Math.abs(moment(1)) < 0.016, `mean ${moment(1)}`);
    assert.ok(Math.abs(moment(2) - 1) < 0.023, `variance ${moment(2)}`);
    assert.ok(Math.abs(moment(3)) < 0.062, `third moment ${moment(3)}`);
    assert.ok(Math.abs(moment(4) - 3) < 0.16, `fourth moment ${moment(4)}`);
    const beyondTwo = mean(values.map((x) => (Math.abs(x) > 2 ? 1 : 0)));
    assert.ok(Math.abs(beyondTwo - 0.0455) < 0.0033, `${beyondTwo} beyond 2`);
  });

  it('draws integers below n without bias', () => {
    const random = createRandom(5, 'below');
    const counts = new Array<number>(7).fill(0);
    for (let draw = 0; draw < 70000; draw++) {
      const value = random.below(7);
      counts[value] = (counts[value] ?? NaN) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10000) ** 2 / 10000, 0);
    assert.ok(chiSquare < 27.9, `chi-square ${chiSquare} with 6 degrees of freedom`);
    // 2^32 % 3 * 2^30 leaves a quarter over, which a plain remainder would give to the low third.
    const low = draws(40000, () => (random.below(3 * 2 ** 30) < 2 ** 30 ? 1 : 0));
    assert.ok(Math.abs(mean(low) - 1 / 3) < 0.012, `share ${mean(low)}`);
    for (const n of [0, -1, 1.5, NaN, 2 ** 32 + 1])
      assert.throws(() => random.below(n), RangeError);
    assert.equal(random.below(1), 0);
  });

  it('shuffles: every item once, whatever the length', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer(), (length, seed) => {
        const order = createRandom(seed, 'shuffle').permutation(length);
        assert.deepEqual(
          [...order].sort((a, b) => a - b),
          draws(length, () => 0).map((_, index) => index),
        );
      }),
    );
  });

  it('shuffles into every order of four about equally often', () => {
    const random = createRandom(11, 'orders');
    const seen = new Map<string, number>();
    for (let round = 0; round < 24000; round++) {
      const order = random.permutation(4).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    assert.equal(seen.size, 24);
    const chiSquare = [...seen.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    assert.ok(chiSquare < 58.6, `chi-square ${chiSquare} with 23 degrees of freedom`);
  });
});

describe('portableLog', () => {
  it('is the natural logarithm to 1e-14', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        const error = Math.abs(portableLog(x) - Math.log(x));
        assert.ok(error <= 1e-14 * Math.max(1e-2, Math.abs(Math.log(x))), `${x}: off by ${error}`);
      }),
    );
    assert.equal(portableLog(1), 0);
    for (const x of [0, -1, NaN, Infinity]) assert.throws(() => portableLog(x), RangeError);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function slowTwin(state: readonly number[], count: number): number[] {
  const mask = 0xffffffffn;
  const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) & mask;
  let [a = 0n, b = 0n, c = 0n, d = 0n] = state.map(BigInt);
  return draws(count, () => {
    const result = (rotate((b * 5n) & mask, 7n) * 9n) & mask;
    const t = (b << 9n) & mask;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11n);
    return Number(result);
  });
}
