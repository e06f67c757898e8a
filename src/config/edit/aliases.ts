import { isMap, visit, type Alias, type Document, type Node } from 'yaml';
import type { Segments } from '../configPath';
import { ownPair } from '../yaml/yamlNodes';

/** The uses of an anchored node, in the order of the text. */
export function aliasesOf(document: Document, node: Node): readonly Alias[] {
  const aliases: Alias[] = [];
  if (!('anchor' in node) || node.anchor === undefined) return aliases;
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === node) aliases.push(alias);
    },
  });
  return aliases;
}

/** A section with an anchor on the way to a path, and the first place that also uses it. */
export function sharedSection(
  document: Document,
  path: Segments,
): { readonly anchor: string; readonly usedAt: number } | undefined {
  let node = document.contents as Node | null | undefined;
  for (const segment of path) {
    if (!isMap(node)) return undefined;
    const [alias] = aliasesOf(document, node);
    if (alias?.range) return { anchor: alias.source, usedAt: alias.range[0] };
    node = ownPair(document, node, String(segment))?.value as Node | null | undefined;
  }
  return undefined;
}
