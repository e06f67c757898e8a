import type { ConfigLanguage } from '../configLanguage';
import { parsePath, valueAt } from '../configPath';
import { formatNumber, withoutNoise } from '../formatNumber';
import { parseJsonNodes } from '../json/jsonTree';
import { lineColumns } from '../lineStarts';
import { applyOverrides } from '../overrides';
import { parseConfig } from '../parseConfig';
import { parseYamlDocument } from '../yaml/yamlTree';
import { sharedSection } from './aliases';
import { editJson } from './editJson';
import { editYaml } from './editYaml';
import { isSameData } from './sameData';
import { applyEdits, isRefusal, type Planned, type Refusal, type TextEdit } from './textEdit';

export interface Edited {
  /** In the order of the text, not overlapping; empty when the text holds the number already. */
  readonly edits: readonly TextEdit[];
  /** The text after them. */
  readonly text: string;
}

/**
 * Sets one number in a config text and leaves every other character as it is: comments, order,
 * anchors, line endings, the spelling of other values. A value that the text does not hold is put
 * at the end of its section; a section that it does not hold, in its place in a config's order.
 *
 * Whatever was planned is read back before it is given out: an edit that would change any other
 * value, such as one shared through an anchor, is refused with the reason.
 */
export function editValue(
  text: string,
  language: ConfigLanguage,
  path: string,
  newValue: number,
): Edited | Refusal {
  if (!Number.isFinite(newValue)) return { refused: `${newValue} is not a value for ${path}.` };
  const before = parseConfig(text, language);
  const malformed = before.problems.find(({ severity }) => severity === 'error');
  if (malformed) {
    const { line } = lineColumns(text)(malformed.span.start);
    return {
      refused: `The text cannot be edited before line ${line} is right: ${malformed.message}`,
    };
  }
  const value = Number(formatNumber(newValue));
  const old = valueAt(before.value, parsePath(path));
  if (typeof old === 'number' && withoutNoise(old) === value) return { edits: [], text };

  const planned = plan(text, language, path, value, before.value);
  if (isRefusal(planned)) return planned;
  const after = applyEdits(text, planned);
  const expected = applyOverrides(before.value, { [path]: value });
  const read = parseConfig(after, language);
  const isRight = read.problems.length === before.problems.length && expected.issues.length === 0;
  if (isRight && isSameData(read.value, expected.raw)) return { edits: planned, text: after };
  return { refused: whyNot(text, language, path) };
}

function plan(
  text: string,
  language: ConfigLanguage,
  path: string,
  value: number,
  raw: unknown,
): Planned {
  const target = { path: parsePath(path), value, raw };
  switch (language) {
    case 'yaml':
      return editYaml(text, parseYamlDocument(text), target);
    case 'json':
    case 'jsonc':
      return editJson(text, parseJsonNodes(text, language, []), target);
  }
}

function whyNot(text: string, language: ConfigLanguage, path: string): string {
  const shared =
    language === 'yaml' ? sharedSection(parseYamlDocument(text), parsePath(path)) : undefined;
  if (!shared) return `${path} cannot be set without changing other values. Change it by hand.`;
  const { line } = lineColumns(text)(shared.usedAt);
  return (
    `${path} stands in a section that line ${line} uses too, through *${shared.anchor}. ` +
    'Setting it would change both. Change it by hand.'
  );
}
