import { isAlias, isMap, type Document, type Node } from 'yaml';
import { entryOf, resolved } from '../yaml/yamlNodes';

/**
 * `{ init: { scale: 2 } }` for the keys init and scale; the bare number for no keys.
 * `padding` is what stands inside the braces.
 */
export function renderFlow(keys: readonly string[], number: string, padding: string): string {
  return keys.reduceRight((inner, key) => `{${padding}${key}: ${inner}${padding}}`, number);
}

/**
 * A section that takes everything from a shared one and changes one value in it:
 * `{ <<: *start, scale: 2 }`. Undefined where what is taken from has no anchor, or is no section.
 */
export function renderOverlay(
  document: Document,
  shared: unknown,
  [key = '', ...inner]: readonly string[],
  number: string,
  padding: string,
): string | undefined {
  const source = resolved(document, shared);
  const anchor = isAlias(shared) ? shared.source : (shared as Node & { anchor?: string }).anchor;
  if (!isMap(source) || anchor === undefined) return undefined;
  const existing = inner.length === 0 ? undefined : entryOf(document, source, key)?.pair.value;
  const value = existing
    ? renderOverlay(document, existing, inner, number, padding)
    : renderFlow(inner, number, padding);
  return value && `{${padding}<<: *${anchor}, ${key}: ${value}${padding}}`;
}
