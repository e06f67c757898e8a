import type { ConfigLanguage } from '../../config/configLanguage';
import { editValues } from '../../config/edit/editValues';
import type { Refusal, TextEdit } from '../../config/edit/textEdit';
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
  const values = Object.fromEntries(changes.map(({ path, to }) => [path, to]));
  return editValues(text, language, values);
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
