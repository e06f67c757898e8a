import { isSection } from '../configPath';

/**
 * Whether two plain data hold the same, whatever the order of keys. Data that hold themselves,
 * as an alias inside its own anchor makes them, are not the same as anything.
 */
export function isSameData(a: unknown, b: unknown, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (depth > 64) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => isSameData(item, b[i], depth + 1));
  }
  if (!isSection(a) || !isSection(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isSameData(a[key], b[key], depth + 1))
  );
}
