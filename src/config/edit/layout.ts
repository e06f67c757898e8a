/** Line ending of a text: that of its first line; LF for a single line. */
export function lineEnding(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}

/** Offset of the line's first character. */
export function lineStart(text: string, offset: number): number {
  const before = text.slice(0, offset);
  const start = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
  return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Offset of the line's end, before its line ending. */
export function lineEnd(text: string, offset: number): number {
  const length = text.slice(offset).search(/[\r\n]/);
  return length < 0 ? text.length : offset + length;
}

/** Blanks that the line of an offset starts with. */
export function indentation(text: string, offset: number): string {
  const start = lineStart(text, offset);
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** Whether nothing but blanks stands before the offset in its line. */
export function startsLine(text: string, offset: number): boolean {
  return lineStart(text, offset) + indentation(text, offset).length === offset;
}

/** One level of indentation: the first that the text uses; two spaces when it uses none. */
export function indentStep(text: string): string {
  return /^(?:\t| +)(?=[^\s#/*-])/m.exec(text)?.[0] ?? '  ';
}

/** What stands inside a brace on one line: nothing in a text of `{a: 1}`, a space otherwise. */
export function bracePadding(text: string): '' | ' ' {
  return /\{[^\s}]/.test(text) && !/\{ /.test(text) ? '' : ' ';
}

/** What stands behind a comma on one line: nothing in a text of `1,2`, a space otherwise. */
export function commaGap(text: string): '' | ' ' {
  return /,\S/.test(text) && !/, /.test(text) ? '' : ' ';
}
