import { parsePath, valueAt } from '../../config/configPath';
import type { Places } from '../../config/configTree';
import { nearestSpan } from '../../config/nearestSpan';
import type { Span } from '../../config/problem';
import type { ConfigReading } from '../../config/readConfig';
import type { Finding } from '../../protocol/finding';
import type { Settings } from '../../protocol/settings';

/** A config text as it is now. */
export type ConfigNow = Pick<ConfigReading, 'settings' | 'raw' | 'places'>;

/**
 * Whether a finding still speaks of what the config says: every value that it would change is the
 * one its advice started from; without advice, the value it points at is the one that was run.
 *
 * @param ran settings of the run that it was found in
 */
export function stands({ path, remedies }: Finding, ran: Settings, now: ConfigNow): boolean {
  if (remedies.length === 0) return same(valueNow(now, path), valueAt(ran, parsePath(path)));
  return remedies.every(({ change }) => same(valueNow(now, change.path), change.from));
}

/**
 * The value at a config path as it would be run: its default where the text does not hold it. In a
 * config with errors only what the text holds is known.
 */
export function valueNow({ settings, raw }: ConfigNow, path: string): unknown {
  return valueAt(settings ?? raw, parsePath(path));
}

/**
 * Where a finding is shown: at the value, or at the key of the nearest section around the place
 * where it would stand. Undefined where the text holds nothing of it.
 */
export function placeOf(places: Places, path: string): Span | undefined {
  const nearest = nearestSpan(places, path);
  if (nearest) return nearest;
  const whole = places.valueSpan([]);
  return whole && { start: whole.start, end: Math.min(whole.start + 1, whole.end) };
}

/** Values of settings are plain data; a value that is nowhere equals nothing. */
function same(a: unknown, b: unknown): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
