import { Parser, type CST } from 'yaml';
import type { TextProblem } from '../problem';

/** No config nests deeper than four; what does is torn or hostile. */
const MOST = 64;

/**
 * A problem for a text that nests too deeply. Composing such a text overflows the stack, which V8
 * does not always survive when it happens inside a regular expression, and nested `? ` keys take
 * time exponential in their depth. The parser's tokens come without recursion.
 */
export function nestingProblem(text: string): TextProblem | undefined {
  const open: { readonly token: Nested; readonly depth: number }[] = [];
  for (const token of new Parser().parse(text)) open.push({ token, depth: 0 });
  for (;;) {
    const next = open.pop();
    if (!next) return undefined;
    const { token, depth } = next;
    if (!token) continue;
    if (depth > MOST) {
      const message = `This is nested more than ${MOST} deep; a config is not.`;
      return { severity: 'error', message, span: { start: token.offset, end: token.offset + 1 } };
    }
    if (token.type === 'document') open.push({ token: token.value, depth });
    if (!('items' in token)) continue;
    for (const { key, value } of token.items) {
      open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
    }
  }
}

type Nested = CST.Token | null | undefined;
