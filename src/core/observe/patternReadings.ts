import { finite, notDefined, type Measured } from '../../metrics/measured';

/** How many samples and units a pattern is of. */
export interface PatternSize {
  readonly samples: number;
  readonly units: number;
}

/**
 * OUI over all pairs from the sum that `patternSums` gives. Twin: `metrics/oui`.
 * Exact but for the rounding of one float32 sum: within 1e-6.
 */
export function ouiReading(distances: number, { samples: n, units: d }: PatternSize): Measured {
  if (d < 2) return notDefined('too_few_units', `${d} unit: OUI needs 2.`);
  if (n < 2) return notDefined('too_few_samples', `${n} sample: OUI needs 2.`);
  const limit = Math.floor(d / 2);
  return finite(distances / (n * (n - 1) * limit), 'OUI');
}

/** Share of units that are positive on no sample. Twin: `metrics/deadUnits`. */
export function deadReading(aliveUnits: number, { units }: Pick<PatternSize, 'units'>): Measured {
  return finite(1 - aliveUnits / units, 'The share of dead units');
}
