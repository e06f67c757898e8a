/** Replaces the characters from `start` to `end`, counted in the text before any edit. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Edits in the order of the text, or why there are none, in a sentence for people. */
export type Planned = readonly TextEdit[] | Refusal;

export interface Refusal {
  readonly refused: string;
}

export function isRefusal(planned: Planned): planned is Refusal {
  return 'refused' in planned;
}

export function insertion(at: number, newText: string): TextEdit {
  return { start: at, end: at, newText };
}

/** The text after edits that do not overlap, given in its order. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let from = 0;
  for (const { start, end, newText } of edits) {
    if (start < from) throw new RangeError('Edits overlap or are out of order.');
    result += text.slice(from, start) + newText;
    from = end;
  }
  return result + text.slice(from);
}
