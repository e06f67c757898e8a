import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../src/core/data/random';
import { splitSamples } from '../../../src/core/data/split';
import { faultOf } from './faultOf';

describe('splitSamples', () => {
  const split = (
    count: number,
    settings: { validation: number; train_samples?: number },
    seed = 0,
    ownValidation?: number,
  ) =>
    splitSamples(
      { count, ...(ownValidation !== undefined && { ownValidation }) },
      settings,
      createRandom(seed, 'split'),
    );

  it('gives each sample to training or to validation, once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 400 }),
        fc.double({ min: 0, max: 0.7, noNaN: true }),
        fc.nat(),
        (count, validation, seed) => {
          fc.pre(count - Math.max(1, Math.round(count * validation)) >= 1);
          const found = split(count, { validation }, seed);
          const rows = [...found.train, ...found.validation].sort((a, b) => a - b);
          assert.deepEqual(
            rows,
            Array.from({ length: count }, (_, row) => row),
          );
          const share = found.validation.length / count;
          assert.ok(Math.abs(share - validation) <= 1 / count, `${share} for ${validation}`);
          assert.equal(found.validation.length > 0, validation > 0);
        },
      ),
    );
  });

  it('keeps the first train_samples of the same order, and the same validation samples', () => {
    const all = split(100, { validation: 0.2 });
    const some = split(100, { validation: 0.2, train_samples: 30 });
    assert.deepEqual(some.train, all.train.slice(0, 30));
    assert.deepEqual(some.validation, all.validation);
    assert.match(some.notes.join('\n'), /30 samples train \(the first of 80 after the shuffle\)/);
    assert.notDeepEqual(split(100, { validation: 0.2 }, 1).train, all.train);
  });

  it('uses the own validation samples in their order', () => {
    const found = split(10, { validation: 0.5 }, 0, 3);
    assert.deepEqual([...found.validation], [7, 8, 9]);
    assert.deepEqual([...found.train].sort(), [0, 1, 2, 3, 4, 5, 6]);
  });

  it('refuses more train_samples than there are', async () => {
    const heldOut = await faultOf(() => split(100, { validation: 0.2, train_samples: 81 }));
    assert.equal(heldOut.path, 'dataset.train_samples');
    assert.equal(
      heldOut.message,
      'train_samples 81 is more than the 80 training samples there are ' +
        '(100 less 20 held out for validation); use at most 80',
    );
    const own = await faultOf(() => split(10, { validation: 0.5, train_samples: 8 }, 0, 3));
    assert.match(own.message, /more than the 7 training samples there are; use at most 7/);
  });

  it('refuses to hold out everything', async () => {
    const fault = await faultOf(() => split(2, { validation: 0.9 }));
    assert.equal(fault.path, 'dataset.validation');
    assert.match(fault.message, /validation 0\.9 leaves none of the 2 samples/);
  });
});
