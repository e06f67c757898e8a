import type { Settings } from '../protocol/settings';
import { parsePath, valueAt } from './configPath';

/** The values that advice may change, in the order of a config. */
export const advisedPaths = [
  'model.init.scale',
  'model.output_multiplier',
  'optimizer.learning_rate',
  'optimizer.weight_decay',
] as const;

export type AdvisedPath = (typeof advisedPaths)[number];

/** The number at a path of checked settings. Throws RangeError where there is none. */
export function getNumber(settings: Settings, path: string): number {
  const value = valueAt(settings, parsePath(path));
  if (typeof value === 'number') return value;
  throw new RangeError(`There is no number at ${path}, but ${String(value)}.`);
}
