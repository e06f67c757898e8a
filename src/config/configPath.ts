/** A config path taken apart: keys, and positions in lists counted from 0. */
export type Segments = readonly (string | number)[];

/** `optimizer.weight_decay`, `model.hidden.1`; the empty path is the whole config. */
export function parsePath(path: string): Segments {
  return path === '' ? [] : path.split('.');
}

export function formatPath(segments: Segments): string {
  return segments.join('.');
}

/** What raw config data hold at a path; undefined where they hold nothing. */
export function valueAt(raw: unknown, segments: Segments): unknown {
  let value = raw;
  for (const segment of segments) {
    if (!isSection(value) && !Array.isArray(value)) return undefined;
    if (!Object.hasOwn(value, segment)) return undefined;
    value = (value as Record<string | number, unknown>)[segment];
  }
  return value;
}

/** Whether a path is written in the raw data, with whatever value. */
export function isGiven(raw: unknown, path: string): boolean {
  const segments = parsePath(path);
  const parent = valueAt(raw, segments.slice(0, -1));
  return isSection(parent) && Object.hasOwn(parent, segments.at(-1) ?? '');
}

export function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
