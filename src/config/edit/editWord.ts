import type { ConfigLanguage } from '../configLanguage';
import { parsePath, valueAt } from '../configPath';
import { applyOverrides, showOverride, type OverrideValue } from '../overrides';
import { parseConfig } from '../parseConfig';
import type { Edited } from './editValue';
import { isSameData } from './sameData';
import { applyEdits, type Refusal } from './textEdit';

/**
 * Puts a word, a truth value or a list in the place of one that the text holds, and leaves every
 * other character as it is. A value that the text does not hold is refused: there is no number whose
 * spelling it could follow. As with `editValue` what was planned is read back first.
 */
export function editWord(
  text: string,
  language: ConfigLanguage,
  path: string,
  value: OverrideValue,
): Edited | Refusal {
  const before = parseConfig(text, language);
  const old = valueAt(before.value, parsePath(path));
  if (isSameData(old, value)) return { edits: [], text };
  const span = before.places.valueSpan(path);
  const byHand = `Set ${showOverride(path, value)} by hand`;
  if (!span) return { refused: `${byHand}: the config does not give ${path}.` };
  const edits = [{ start: span.start, end: span.end, newText: spell(value, language) }];
  const after = applyEdits(text, edits);
  const expected = applyOverrides(before.value, { [path]: value });
  const read = parseConfig(after, language);
  const isRight = read.problems.length === before.problems.length && expected.issues.length === 0;
  if (isRight && isSameData(read.value, expected.raw)) return { edits, text: after };
  return { refused: `${byHand}: it cannot be written without changing other values.` };
}

function spell(value: OverrideValue, language: ConfigLanguage): string {
  const inJson = (one: OverrideValue): string => JSON.stringify(one);
  if (language !== 'yaml') return inJson(value);
  const plain = (one: number | string | boolean): string =>
    typeof one === 'string' && !/^[a-z][\w-]*$/i.test(one) ? inJson(one) : String(one);
  return typeof value === 'object' ? `[${value.map(plain).join(', ')}]` : plain(value);
}
