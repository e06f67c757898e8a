import type { Segments } from '../configPath';
import { configJsonSchema } from '../schema/jsonSchema';
import { keysOf, nodesAt } from '../schema/schemaNode';

/**
 * After which of a section's keys a new section belongs: the last that comes earlier in the order
 * of a config; -1 for before all, and after the last for a key that no config has.
 */
export function placeFor(
  section: Segments,
  newKey: string,
  keys: readonly (string | undefined)[],
  raw: unknown,
): number {
  const order = keysOf(nodesAt(configJsonSchema(), section, raw));
  const place = order.indexOf(newKey);
  if (place < 0) return keys.length - 1;
  const earlier = new Set(order.slice(0, place));
  return keys.findLastIndex((key) => key !== undefined && earlier.has(key));
}
