export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** Finds line and column, both counted from 1, of offsets in a text. LF, CRLF and CR end a line. */
export function lineColumns(text: string): (offset: number) => LineColumn {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return (offset) => {
    let line = starts.length;
    while (line > 1 && (starts[line - 1] ?? 0) > offset) line--;
    return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
  };
}
