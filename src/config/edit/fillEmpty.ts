import { isScalar, type Node, type Pair, type Scalar } from 'yaml';
import { renderBlock } from './insertKey';
import { indentStep, lineEnding } from './layout';
import { insertion, type Planned } from './textEdit';

/** `scale:` with nothing behind it, and `scale: ~`. */
export function isEmpty(node: unknown): node is Scalar | null {
  return node === null || (isScalar(node) && node.value === null);
}

/** Gives a key that has no value, or null, its value. */
export function fillEmpty(
  text: string,
  node: Scalar | null,
  pair: Pair | undefined,
  newText: string,
): Planned {
  const [start, end] = node?.range ?? [0, 0];
  if (node && start < end) return [{ start, end, newText }];
  const behindKey = (pair?.key as Node | undefined)?.range?.[1];
  const colon = /^[ \t]*:/.exec(text.slice(behindKey))?.[0];
  if (behindKey === undefined || colon === undefined) {
    return { refused: 'The empty value has no colon to stand behind.' };
  }
  return [insertion(behindKey + colon.length, ` ${newText}`)];
}

/** Gives a text that holds nothing, or only comments, its first sections, at its end. */
export function fillDocument(
  text: string,
  node: Scalar | null,
  keys: readonly string[],
  value: string,
): Planned {
  const [start, end] = node?.range ?? [0, 0];
  if (start < end) return { refused: 'The config is null; it must be a section.' };
  const newLine = lineEnding(text);
  const lead = text === '' || /[\r\n\uFEFF]$/.test(text) ? '' : newLine;
  const body = renderBlock(keys, value, newLine, indentStep(text));
  return [insertion(text.length, lead + body + newLine)];
}
