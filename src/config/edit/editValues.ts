import type { ConfigLanguage } from '../configLanguage';
import type { OverrideValue } from '../overrides';
import { editValue, type Edited } from './editValue';
import { editWord } from './editWord';
import { applyEdits, type Refusal, type TextEdit } from './textEdit';

/** Sets several values in a config text, each as `editValue` does; a refusal where one of them is. */
export function editValues(
  text: string,
  language: ConfigLanguage,
  values: Readonly<Record<string, OverrideValue>>,
): Edited | Refusal {
  const apart: TextEdit[] = [];
  let after = text;
  for (const [path, value] of Object.entries(values)) {
    const alone = edit(text, language, path, value);
    const next = edit(after, language, path, value);
    if ('refused' in alone) return alone;
    if ('refused' in next) return next;
    apart.push(...alone.edits);
    after = next.text;
  }
  apart.sort((a, b) => a.start - b.start);
  const areApart = apart.every(({ start }, i) => start >= (apart[i - 1]?.end ?? 0));
  if (areApart && applyEdits(text, apart) === after) return { edits: apart, text: after };
  return { edits: [between(text, after)], text: after };
}

function edit(text: string, language: ConfigLanguage, path: string, value: OverrideValue) {
  return typeof value === 'number'
    ? editValue(text, language, path, value)
    : editWord(text, language, path, value);
}

/** One replacement of everything between the first and the last character that differ. */
function between(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) same++;
  return {
    start,
    end: before.length - same,
    newText: after.slice(start, after.length - same),
  };
}
