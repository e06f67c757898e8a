import { isSection, type Segments } from '../../config/configPath';
import type { Places } from '../../config/configTree';
import type { Span } from '../../config/problem';

export interface FoundPath {
  readonly path: Segments;
  readonly on: 'key' | 'value';
  readonly span: Span;
}

/** The innermost key or plain value of a config that an offset is on. */
export function pathAt(raw: unknown, places: Places, offset: number): FoundPath | undefined {
  return search(raw, [], places, offset);
}

function search(
  raw: unknown,
  path: Segments,
  places: Places,
  offset: number,
): FoundPath | undefined {
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(raw)
    ? raw.map((value: unknown, i) => [i, value] as const)
    : isSection(raw)
      ? Object.entries(raw)
      : [];
  for (const [key, value] of entries) {
    const inner = [...path, key];
    const keySpan = places.keySpan(inner);
    if (keySpan && holds(keySpan, offset)) return { path: inner, on: 'key', span: keySpan };
    const found = search(value, inner, places, offset);
    if (found) return found;
    const span = places.valueSpan(inner);
    const isPlain = !isSection(value) && !Array.isArray(value);
    if (isPlain && span && holds(span, offset)) return { path: inner, on: 'value', span };
  }
  return undefined;
}

function holds({ start, end }: Span, offset: number): boolean {
  return offset >= start && offset <= end && end > start;
}
