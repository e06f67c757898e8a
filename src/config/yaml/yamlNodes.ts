import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Document,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Segments } from '../configPath';

/** A key with its value as it stands in a text. */
export interface Entry {
  readonly map: YAMLMap;
  readonly pair: Pair;
}

/** The node behind an alias, or the node itself; undefined when there is none. */
export function resolved(document: Document, node: unknown): Node | undefined {
  if (isAlias(node)) return node.resolve(document) as Node | undefined;
  return isMap(node) || isSeq(node) || isScalar(node) ? (node as Node) : undefined;
}

/** What plain data call a key; undefined for the merge key and for keys that are not words. */
export function keyText(document: Document, key: unknown): string | undefined {
  const node = resolved(document, key);
  if (!isScalar(node) || typeof node.value === 'symbol') return undefined;
  return node.value === null ? '' : String(node.value);
}

export function isMergePair(pair: Pair): boolean {
  return isScalar(pair.key) && typeof pair.key.value === 'symbol';
}

/** The pair that the map itself has for a key, not one that it merges in. */
export function ownPair(document: Document, map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => !isMergePair(pair) && keyText(document, pair.key) === key);
}

/** The maps that a map merges in, the strongest first; undefined for what cannot be merged. */
export function mergedMaps(document: Document, map: YAMLMap): readonly (YAMLMap | undefined)[] {
  return map.items.filter(isMergePair).flatMap((pair) => {
    const source = resolved(document, pair.value);
    const sources = isSeq(source) ? source.items : [source];
    return sources.map((item) => {
      const merged = resolved(document, item);
      return isMap(merged) ? merged : undefined;
    });
  });
}

/** The entry that gives a key its value, own or merged in; cyclic merges end the search. */
export function entryOf(
  document: Document,
  map: YAMLMap,
  key: string,
  seen: ReadonlySet<YAMLMap> = new Set(),
): Entry | undefined {
  const pair = ownPair(document, map, key);
  if (pair) return { map, pair };
  for (const merged of mergedMaps(document, map)) {
    if (!merged || merged === map || seen.has(merged)) continue;
    const entry = entryOf(document, merged, key, new Set([...seen, map]));
    if (entry) return entry;
  }
  return undefined;
}

/** Node and entry at a path, looking through aliases and merge keys. */
export function nodeAt(
  document: Document,
  path: Segments,
): { readonly node: Node | null; readonly entry?: Entry } | undefined {
  let node: Node | null = document.contents as Node | null;
  let entry: Entry | undefined;
  for (const segment of path) {
    const inside: Node | undefined = resolved(document, node);
    if (isMap(inside)) {
      entry = entryOf(document, inside, String(segment));
      if (!entry) return undefined;
      node = entry.pair.value as Node | null;
    } else if (isSeq(inside) && Number(segment) < inside.items.length) {
      entry = undefined;
      node = inside.items[Number(segment)] as Node;
    } else {
      return undefined;
    }
  }
  return entry ? { node, entry } : { node };
}
