import { notDefined, type NotDefined } from './measured';
import { requireMatrix } from './vector';

/**
 * Activations to bits: a unit's bit for a sample is 1 when its activation is > 0.
 *
 * Zero is off, so a ReLU that gives exactly 0 is off. For GELU and SiLU the sign of the activation
 * is that of the pre-activation.
 *
 * Shapes: activations [samples, units] row-major, feature maps flattened; the result is
 * [samples, ceil(units / 32)] words, unit j of a row at bit j % 32 of word floor(j / 32), the
 * padding behind the last unit 0. A program that packs its own bits has to keep to this layout.
 * Cost: one comparison an activation.
 * Limits: `not_finite` when any activation is NaN or infinite: a network that has blown up has no
 * pattern worth comparing.
 * @throws RangeError when the sizes do not fit.
 */
export function packBits(
  activations: ArrayLike<number>,
  samples: number,
  units: number,
): Uint32Array | NotDefined {
  requireMatrix(activations, samples, units, 'activations');
  const packed =
    activations instanceof Float32Array
      ? packFloat32(activations, samples, units)
      : packNumbers(activations, samples, units);
  return packed ?? whereNotFinite(activations, units);
}

/** Words that a sample's row of bits takes. */
export function wordsPerSample(units: number): number {
  return Math.ceil(units / 32);
}

/** @throws RangeError when the words do not fit the sizes or a padding bit is set. */
export function requireBits(bits: Uint32Array, samples: number, units: number): void {
  const words = wordsPerSample(units);
  requireMatrix(bits, samples, words, `packed bits of ${units} units`);
  const used = units % 32;
  if (used === 0) return;
  for (let sample = 0; sample < samples; sample++) {
    if (bits[sample * words + words - 1]! >>> used !== 0) {
      throw new RangeError(`Sample ${sample} has bits set behind its last unit, ${units - 1}.`);
    }
  }
}

function whereNotFinite(activations: ArrayLike<number>, units: number): NotDefined {
  let at = 0;
  while (Number.isFinite(activations[at])) at++;
  return notDefined(
    'not_finite',
    `The activation of unit ${at % units} on sample ${Math.floor(at / units)} is ${activations[at]}.`,
  );
}

/**
 * Reads the floats as integers, four times as fast as comparing them: an IEEE float is > 0 when its
 * bits are a positive integer, and not finite when its eight exponent bits are all ones.
 * Undefined when anything is not finite.
 */
function packFloat32(
  activations: Float32Array,
  samples: number,
  units: number,
): Uint32Array | undefined {
  const floats = new Int32Array(activations.buffer, activations.byteOffset, activations.length);
  const bits = new Uint32Array(samples * wordsPerSample(units));
  // Its highest bit is set once an exponent of ones has carried into it.
  let check = 0;
  for (let sample = 0, word = 0; sample < samples; sample++) {
    const end = (sample + 1) * units;
    for (let start = sample * units; start < end; start += 32, word++) {
      let packed = 0;
      for (let at = Math.min(end, start + 32) - 1; at >= start; at--) {
        const float = floats[at]!;
        check |= (float & 0x7fffffff) + 0x00800000;
        packed = (packed << 1) | ((~float & -float) >>> 31);
      }
      bits[word] = packed;
    }
  }
  return check < 0 ? undefined : bits;
}

/** The obvious way, for every other kind of number. Undefined when anything is not finite. */
function packNumbers(
  activations: ArrayLike<number>,
  samples: number,
  units: number,
): Uint32Array | undefined {
  const words = wordsPerSample(units);
  const bits = new Uint32Array(samples * words);
  for (let sample = 0; sample < samples; sample++) {
    for (let unit = 0; unit < units; unit++) {
      const value = activations[sample * units + unit]!;
      if (!Number.isFinite(value)) return undefined;
      if (value > 0) bits[sample * words + (unit >>> 5)]! |= 1 << (unit & 31);
    }
  }
  return bits;
}
