import { isMap, isScalar, visit, type Document, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Segments } from '../configPath';
import type { Span } from '../problem';
import { lastOffset } from '../yaml/lastOffset';
import { keyText } from '../yaml/yamlNodes';
import { insertInBraces, yamlBlanks } from './insertInBraces';
import { bracePadding, indentStep, lineEnd, lineEnding, lineStart } from './layout';
import { renderFlow } from './renderYaml';
import { placeFor } from './sectionOrder';
import { insertion, type Planned } from './textEdit';

export interface NewKey {
  /** Path of the map that the key goes into. */
  readonly section: Segments;
  /** The key, and those of the sections inside it that are to be made. */
  readonly keys: readonly string[];
  /** Text of the innermost value. */
  readonly value: string;
  readonly raw: unknown;
}

/** Puts a key that a YAML section does not hold into it, in the manner of the text. */
export function insertKey(text: string, document: Document, map: YAMLMap, added: NewKey): Planned {
  const { section, keys, value, raw } = added;
  const [key = '', ...inner] = keys;
  const pairs = map.items;
  const known = pairs.map((pair) => keyText(document, pair.key));
  const after = inner.length === 0 ? known.length - 1 : placeFor(section, key, known, raw);
  if (map.flow) {
    const [start, end] = map.range ?? [0, 0];
    const braces = { span: { start, end }, items: pairs.map(spanOfPair) };
    const quote = /^["']/.exec(text.slice(braces.items[0]?.start))?.[0] ?? '';
    const entry = `${quote}${key}${quote}: ${renderFlow(inner, value, bracePadding(text))}`;
    return insertInBraces(text, braces, after, entry, yamlBlanks());
  }
  const neighbour = pairs[Math.max(0, after)];
  if (!neighbour) return { refused: 'A section without keys has no place for one.' };
  const { start, end } = spanOfPair(neighbour);
  const indent = ' '.repeat(start - lineStart(text, start));
  const newLine = lineEnding(text) + indent;
  const entry = usesFlow(document)
    ? `${key}: ${renderFlow(inner, value, bracePadding(text))}`
    : renderBlock(keys, value, newLine, indentStep(text));
  if (after < 0) return [insertion(start, entry + newLine)];
  // A block of text ends behind its line.
  if (/[\r\n]/.test(text.charAt(end - 1))) {
    return [insertion(end, indent + entry + lineEnding(text))];
  }
  return [insertion(lineEnd(text, end), newLine + entry)];
}

/** Whether the text writes sections in braces. */
export function usesFlow(document: Document): boolean {
  let found = false;
  visit(document, {
    Map: (_, map) => {
      found ||= map.flow === true;
    },
  });
  return found;
}

/** Nested keys on lines of their own, the first where the cursor is. */
export function renderBlock(
  [key = '', ...inner]: readonly string[],
  value: string,
  newLine: string,
  step: string,
): string {
  if (inner.length === 0) return `${key}: ${value}`;
  const deeper = newLine + step;
  return `${key}:${deeper}${renderBlock(inner, value, deeper, step)}`;
}

function spanOfPair({ key, value }: Pair): Span {
  const first = key as Node;
  const last = value as Node | null;
  const isNothing = last === null || (isScalar(last) && last.source === '' && !isMap(last));
  return { start: startOf(first), end: lastOffset(isNothing ? first : last) };
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}
