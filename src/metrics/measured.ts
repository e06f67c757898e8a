/** A metric's value, or why there is none. Never NaN and never infinite. */
export type Measured = number | NotDefined;

/** "Not defined" is an answer of its own: a kind for code and a sentence for people. */
export interface NotDefined {
  readonly notDefined: NotDefinedKind;
  /** What was seen, as a sentence: "1 unit: OUI needs at least 2." */
  readonly says: string;
}

export type NotDefinedKind =
  /** A value that went in, or one computed on the way, was NaN or infinite. */
  | 'not_finite'
  | 'too_few_units'
  | 'too_few_samples'
  /** The denominator is zero: a ratio to zero weights, a cosine with a zero vector. */
  | 'zero_denominator'
  /** The formula has no meaning for this run: loss gap of a regression, shrink of coupled Adam. */
  | 'not_applicable';

export function notDefined(kind: NotDefinedKind, says: string): NotDefined {
  return { notDefined: kind, says };
}

export function isDefined<T>(measured: T | NotDefined): measured is T {
  return !(typeof measured === 'object' && measured !== null && 'notDefined' in measured);
}

/** The value itself when it is finite, otherwise `not_finite` with `what` as its subject. */
export function finite(value: number, what: string): Measured {
  return Number.isFinite(value) ? value : notDefined('not_finite', `${what} is ${value}.`);
}

/**
 * numerator / denominator; `zero_denominator` with the sentence `whenZero` for a denominator of 0,
 * `not_finite` when either is NaN or infinite: a finite number over infinity is not 0 here.
 */
export function ratio(
  numerator: number,
  denominator: number,
  what: string,
  whenZero: string,
): Measured {
  if (denominator === 0) return notDefined('zero_denominator', whenZero);
  if (!Number.isFinite(denominator)) {
    return notDefined('not_finite', `${what} divides by ${denominator}.`);
  }
  return finite(numerator / denominator, what);
}
