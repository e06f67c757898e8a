import type { Alias, Scalar } from 'yaml';
import type { Planned } from './textEdit';

/**
 * Gives an anchored value its new text and its anchor, with the old value, to the first alias of
 * it: `a: &x 1` and `b: *x` become `a: 2` and `b: &x 1`, so that all aliases keep their value.
 */
export function moveAnchor(text: string, node: Scalar, firstUse: Alias, newText: string): Planned {
  const [start, end] = node.range ?? [0, 0];
  const [useStart, useEnd] = firstUse.range ?? [0, 0];
  const anchor = `&${node.anchor}`;
  const before = text.slice(0, start);
  const blanks = /[ \t]*$/.exec(before)?.[0] ?? '';
  if (!before.slice(0, before.length - blanks.length).endsWith(anchor)) {
    return {
      refused: `The anchor ${anchor} is used elsewhere and does not stand beside its value.`,
    };
  }
  return [
    { start: start - blanks.length - anchor.length, end, newText },
    { start: useStart, end: useEnd, newText: `${anchor} ${text.slice(start, end)}` },
  ];
}
