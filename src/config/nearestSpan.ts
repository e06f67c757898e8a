import { parsePath } from './configPath';
import type { Places } from './configTree';
import type { Span } from './problem';

/**
 * The characters of the value at a path, or of the key of the nearest section around the place
 * where it would stand. Undefined where the text holds nothing of the path.
 */
export function nearestSpan(places: Places, path: string): Span | undefined {
  const segments = parsePath(path);
  const value = places.valueSpan(segments);
  if (value) return value;
  for (let length = segments.length - 1; length > 0; length--) {
    const key = places.keySpan(segments.slice(0, length));
    if (key) return key;
  }
  return undefined;
}
