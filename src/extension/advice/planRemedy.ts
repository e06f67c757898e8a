import type { ConfigLanguage } from '../../config/configLanguage';
import { applyEdits, type Refusal, type TextEdit } from '../../config/edit/textEdit';
import { editValue } from '../../config/edit/editValue';
import { readConfig } from '../../config/readConfig';
import type { Change, Finding } from '../../protocol/finding';
import { formatNumber } from '../../protocol/formatNumber';
import { valueNow } from './stands';

/**
 * The edits that set every value that a finding advises, none of whose other characters change. A
 * refusal, as a sentence for people, when a value is not the one that the advice started from.
 *
 * @param file name of the config, for the sentence
 */
export function planRemedy(
  { remedies }: Pick<Finding, 'remedies'>,
  text: string,
  language: ConfigLanguage,
  file: string,
): { readonly edits: readonly TextEdit[] } | Refusal {
  const changes = remedies.map(({ change }) => change);
  const now = readConfig(text, language);
  for (const change of changes) {
    const value = valueNow(now, change.path);
    // A malformed text is refused below, with the line that is to be put right.
    if (now.raw !== undefined && value !== change.from) return stale(change, value, file);
  }
  return setAll(changes, text, language);
}

function setAll(
  changes: readonly Change[],
  text: string,
  language: ConfigLanguage,
): { readonly edits: readonly TextEdit[] } | Refusal {
  const apart: TextEdit[] = [];
  let after = text;
  for (const { path, to } of changes) {
    const alone = editValue(text, language, path, to);
    const next = editValue(after, language, path, to);
    if ('refused' in alone) return alone;
    if ('refused' in next) return next;
    apart.push(...alone.edits);
    after = next.text;
  }
  apart.sort((a, b) => a.start - b.start);
  const areApart = apart.every(({ start }, i) => start >= (apart[i - 1]?.end ?? 0));
  if (areApart && applyEdits(text, apart) === after) return { edits: apart };
  return { edits: [between(text, after)] };
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

function stale({ path, from, to }: Change, value: unknown, file: string): Refusal {
  const here = typeof value === 'number' ? formatNumber(value) : shown(value);
  if (value === to) return { refused: `${path} is ${here} in ${file} already.` };
  return {
    refused:
      `${path} is ${here} in ${file} now; the advice started from ${formatNumber(from)}. ` +
      'Diagnose the config again to hear what helps from there.',
  };
}

function shown(value: unknown): string {
  return value === undefined ? 'not given' : JSON.stringify(value).slice(0, 40);
}
