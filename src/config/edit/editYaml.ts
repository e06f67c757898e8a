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
import { formatPath, type Segments } from '../configPath';
import { formatNumber } from '../formatNumber';
import { entryOf, ownPair, resolved } from '../yaml/yamlNodes';
import { aliasesOf } from './aliases';
import { fillDocument, fillEmpty, isEmpty } from './fillEmpty';
import { insertKey, type NewKey } from './insertKey';
import { bracePadding } from './layout';
import { moveAnchor } from './moveAnchor';
import { renderFlow, renderOverlay } from './renderYaml';
import type { Target } from './target';
import type { Planned } from './textEdit';

/** Plans the edit of a well-formed YAML document. */
export function editYaml(text: string, document: Document, target: Target): Planned {
  const { path } = target;
  const number = formatNumber(target.value);
  let node = document.contents as Node | null;
  let pair: Pair | undefined;
  if (isEmpty(node)) return fillDocument(text, node, path.map(String), number);
  for (const [depth, segment] of path.entries()) {
    const rest = path.slice(depth).map(String);
    const name = formatPath(path.slice(0, depth)) || 'The config';
    if (isAlias(node)) {
      // `init: *start` becomes `init: { <<: *start, scale: 2 }`: nobody else's start changes.
      const newText = renderOverlay(document, node, rest, number, bracePadding(text));
      if (newText === undefined)
        return { refused: hiddenBehind(path, `the alias *${node.source}`) };
      return [{ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0, newText }];
    }
    if (isMap(node)) {
      pair = ownPair(document, node, String(segment));
      if (!pair) {
        const key = keyToAdd(text, document, node, target, depth);
        if (!key) return { refused: hiddenBehind(path, 'a merge key <<') };
        return insertKey(text, document, node, { ...key, section: path.slice(0, depth) });
      }
      node = pair.value as Node | null;
    } else if (isSeq(node)) {
      if (!Object.hasOwn(node.items, segment))
        return { refused: `${name} has no entry ${segment}.` };
      node = node.items[Number(segment)] as Node;
      pair = undefined;
    } else if (isEmpty(node)) {
      return fillEmpty(text, node, pair, renderFlow(rest, number, bracePadding(text)));
    } else {
      return { refused: `${name} is not a section, so ${formatPath(path)} has no place.` };
    }
  }
  return replace(text, document, node, pair, target);
}

function replace(
  text: string,
  document: Document,
  node: Node | null,
  pair: Pair | undefined,
  { path, value }: Target,
): Planned {
  if (isEmpty(node)) return fillEmpty(text, node, pair, formatNumber(value));
  const [start, end] = node?.range ?? [0, 0];
  if (isAlias(node)) {
    const behind = resolved(document, node);
    const like = isScalar(behind) ? behind.source : undefined;
    return [{ start, end, newText: formatNumber(value, like) }];
  }
  const name = formatPath(path);
  if (!isScalar(node)) return { refused: `${name} holds a section or a list, not a number.` };
  if (node.type?.startsWith('BLOCK')) return { refused: `${name} holds a block of text.` };
  const newText = formatNumber(value, text.slice(start, end));
  const [firstUse] = aliasesOf(document, node);
  return firstUse ? moveAnchor(text, node, firstUse, newText) : [{ start, end, newText }];
}

/**
 * What to put into a section that does not hold the key itself. Where it merges the key in with
 * something inside, its own key takes all of that over; undefined where it cannot.
 */
function keyToAdd(
  text: string,
  document: Document,
  map: YAMLMap,
  target: Target,
  depth: number,
): Omit<NewKey, 'section'> | undefined {
  const { path, value, raw } = target;
  const keys = path.slice(depth).map(String);
  const [key = '', ...inner] = keys;
  const merged = inner.length > 0 ? entryOf(document, map, key)?.pair.value : undefined;
  if (!merged) return { keys, value: formatNumber(value), raw };
  const over = renderOverlay(document, merged, inner, formatNumber(value), bracePadding(text));
  return over === undefined ? undefined : { keys: [key], value: over, raw };
}

function hiddenBehind(path: Segments, what: string): string {
  return `${formatPath(path)} stands behind ${what} and can only be changed there, by hand.`;
}
