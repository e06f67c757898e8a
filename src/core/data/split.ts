import type { DatasetSplit } from '../../protocol/settings';
import { DataError } from './dataError';
import type { Random } from './random';

/** Which samples train and which validate, as row numbers of the raw data, in shuffled order. */
export interface Split {
  readonly train: Uint32Array;
  /** Empty when nothing is held out. */
  readonly validation: Uint32Array;
  readonly notes: readonly string[];
}

/**
 * Shuffles the samples, holds out the validation share from the end of the order and takes the
 * first `train_samples` of the rest, so that a smaller number is a part of a larger one.
 * A source's own validation samples (the last `ownValidation` rows) are used whole and unshuffled
 * instead, whatever the share is, unless it is 0: then nothing validates.
 * Throws DataError when nothing is left to train on or fewer than `train_samples` are.
 */
export function splitSamples(
  source: { readonly count: number; readonly ownValidation?: number },
  settings: Pick<DatasetSplit, 'train_samples' | 'validation'>,
  random: Random,
): Split {
  const { count, ownValidation } = source;
  const shuffled = random.permutation(count - (ownValidation ?? 0));
  const heldOut = ownValidation === undefined ? shareOf(count, settings.validation) : 0;
  const left = shuffled.length - heldOut;
  if (left < 1) {
    throw new DataError(
      'dataset.validation',
      `validation ${settings.validation} leaves none of the ${count} samples to train on`,
    );
  }
  const asked = settings.train_samples ?? left;
  if (asked > left) {
    throw new DataError(
      'dataset.train_samples',
      `train_samples ${asked} is more than the ${left} training samples there are` +
        (heldOut > 0 ? ` (${count} less ${heldOut} held out for validation)` : '') +
        `; use at most ${left}`,
    );
  }
  const own = settings.validation > 0 ? ownValidation : 0;
  const validation =
    own === undefined
      ? shuffled.slice(left)
      : Uint32Array.from({ length: own }, (_, row) => shuffled.length + row);
  return {
    train: shuffled.slice(0, asked),
    validation,
    notes: [
      `${asked} samples train` +
        (asked < left ? ` (the first of ${left} after the shuffle).` : '.'),
      validationNote(settings.validation, validation.length, ownValidation !== undefined),
    ],
  };
}

/** At least one sample for a share above 0. */
function shareOf(count: number, share: number): number {
  return share > 0 ? Math.max(1, Math.round(count * share)) : 0;
}

function validationNote(share: number, count: number, own: boolean): string {
  if (count === 0) return 'No sample is held out for validation.';
  if (own) {
    return (
      `${count} samples of the data's own validation set validate; ` +
      `the share validation: ${share} is not used.`
    );
  }
  return `${count} samples are held out for validation by the seeded shuffle.`;
}
