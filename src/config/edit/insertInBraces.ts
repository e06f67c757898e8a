import type { Span } from '../problem';
import { bracePadding, commaGap, indentation, lineEnd, lineEnding, startsLine } from './layout';
import { insertion, type TextEdit } from './textEdit';

/** `{ a: 1, b: 2 }` in YAML or JSON. */
export interface Braces {
  /** From `{` to behind `}`. */
  readonly span: Span;
  /** Each from its key to the end of its value. */
  readonly items: readonly Span[];
}

/** Matches blanks and comments, from `lastIndex` on. */
export type Blanks = RegExp;
export const yamlBlanks = (): Blanks => /(?:\s|#[^\r\n]*)*/y;
export const jsonBlanks = (): Blanks => /(?:\s|\/\/[^\r\n]*|\/\*[^]*?\*\/)*/y;

/**
 * Puts an entry behind the item of the given index, -1 for before the first: on a line of its own
 * where the items have theirs, beside the others where they have not.
 */
export function insertInBraces(
  text: string,
  braces: Braces,
  after: number,
  entry: string,
  blanks: Blanks,
): readonly TextEdit[] {
  const { span, items } = braces;
  const [first] = items;
  if (!first) return intoEmpty(text, span, entry);
  const newLine = (item: Span) => lineEnding(text) + indentation(text, item.start);
  const item = items[after];
  if (!item) {
    const gap = startsLine(text, first.start)
      ? newLine(first)
      : gapAfterComma(text, braces, blanks);
    return [insertion(first.start, `${entry},${gap}`)];
  }
  const comma = commaAfter(text, item.end, blanks);
  const next = items[after + 1]?.start ?? span.end - 1;
  const hasOwnLine = startsLine(text, item.start) && lineEnd(text, item.end) < next;
  const lead = hasOwnLine ? newLine(item) : gapAfterComma(text, braces, blanks);
  if (comma !== undefined) {
    const at = hasOwnLine ? lineEnd(text, comma) : comma + 1;
    return [insertion(at, `${lead}${entry},`)];
  }
  const at = hasOwnLine ? lineEnd(text, item.end) : item.end;
  return at === item.end
    ? [insertion(at, `,${lead}${entry}`)]
    : [insertion(item.end, ','), insertion(at, `${lead}${entry}`)];
}

function intoEmpty(text: string, { start, end }: Span, entry: string): readonly TextEdit[] {
  const padding = bracePadding(text);
  const isBlank = text.slice(start + 1, end - 1).trim() === '';
  return isBlank
    ? [{ start: start + 1, end: end - 1, newText: padding + entry + padding }]
    : [insertion(start + 1, ` ${entry}`)];
}

function commaAfter(text: string, offset: number, blanks: Blanks): number | undefined {
  blanks.lastIndex = offset;
  const at = offset + (blanks.exec(text)?.[0].length ?? 0);
  return text[at] === ',' ? at : undefined;
}

/** What stands between a comma and the next item of a line: as the text has it elsewhere, if there is none. */
function gapAfterComma(text: string, { items }: Braces, blanks: Blanks): string {
  const [first, second] = items;
  if (!first || !second) return commaGap(text);
  const comma = commaAfter(text, first.end, blanks) ?? first.end;
  const gap = text.slice(comma + 1, second.start);
  return /^[ \t]*$/.test(gap) ? gap : commaGap(text);
}
