import type { Settings } from '../protocol/settings';
import { checkSettings } from './checkSettings';
import type { ConfigLanguage } from './configLanguage';
import { formatPath, parsePath, type Segments } from './configPath';
import type { Places } from './configTree';
import { lineColumns } from './lineStarts';
import { applyOverrides, showOverride, type Overrides } from './overrides';
import { parseConfig } from './parseConfig';
import type { Issue, Problem, Span } from './problem';

export interface ReadOptions {
  /** Values that stand in for those of the text, by path. */
  readonly overrides?: Overrides;
  /** Also hint at numbers that PyYAML would read as texts; off when left out. */
  readonly pythonHints?: boolean;
}

export interface ConfigReading {
  /** With every default filled in; absent when any problem is an error. */
  readonly settings?: Settings;
  /** In the order of the text. */
  readonly problems: readonly Problem[];
  readonly places: Places;
  /** Plain data of the text; undefined where it is malformed. */
  readonly raw: unknown;
}

/** Reads and checks a config text. Never throws for what the text says: that becomes problems. */
export function readConfig(
  text: string,
  language: ConfigLanguage,
  options: ReadOptions = {},
): ConfigReading {
  const { overrides = {}, pythonHints = false } = options;
  const tree = parseConfig(text, language, { pythonHints });
  const locate = lineColumns(text);
  const textProblems = tree.problems.map(({ severity, message, span, knownBy }): Problem => {
    // The YAML parser may point behind the end.
    const end = Math.min(span.end, text.length);
    const inside = { start: Math.min(span.start, end), end };
    const place = locate(inside.start);
    const known = knownBy && { knownBy };
    return { severity, message, span: inside, ...place, path: '', origin: 'text', ...known };
  });
  if (textProblems.some(({ severity }) => severity === 'error')) {
    return { problems: firstFew(inOrder(textProblems)), places: tree.places, raw: undefined };
  }
  const { raw, issues } = applyOverrides(tree.value, overrides);
  const checked = issues.length > 0 ? { issues } : checkSettings(raw);
  const found = checked.issues.map((issue): Problem => {
    const { severity, at, message, knownBy } = issue;
    const path = formatPath(at);
    const span = spanOfIssue(issue, tree.places, text);
    const override = overriding(issue, tree.places, overrides);
    return {
      ...{ severity, path, span, ...locate(span.start) },
      message: override === undefined ? message : `Override ${override}: ${message}`,
      origin: override === undefined ? 'text' : 'override',
      ...(knownBy && override === undefined && { knownBy }),
    };
  });
  const problems = inOrder([...textProblems, ...found]);
  const settings = 'settings' in checked ? checked.settings : undefined;
  return { ...(settings && { settings }), problems, places: tree.places, raw: tree.value };
}

/** Where a config path stands: its value, else the section that would hold it. Counted from 1. */
export function placeOfPath(
  path: string,
  text: string,
  places: Places,
): { readonly line: number; readonly column: number } {
  const { start } = nearestPlace(parsePath(path), 'value', places, text);
  return lineColumns(text)(start);
}

/** A torn text makes parsers stumble on and on: one problem a place, and not more than ten. */
function firstFew(problems: readonly Problem[]): readonly Problem[] {
  const isFirst = ({ span }: Problem, i: number) => problems[i - 1]?.span.start !== span.start;
  return problems.filter(isFirst).slice(0, 10);
}

function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => a.span.start - b.span.start);
}

/** `optimizer.momentum=2`, when what is wrong at this path came from outside the text. */
function overriding({ at, on }: Issue, places: Places, overrides: Overrides): string | undefined {
  const path = formatPath(at);
  // An unknown section that the text does not hold was made by an override inside it.
  const isMade = on === 'key' && places.keySpan(at) === undefined;
  const found = Object.entries(overrides).find(
    ([key]) => path === key || path.startsWith(`${key}.`) || (isMade && key.startsWith(`${path}.`)),
  );
  return found && showOverride(...found);
}

function spanOfIssue({ at, on }: Issue, places: Places, text: string): Span {
  return nearestPlace(at, on, places, text);
}

function nearestPlace(at: Segments, on: Issue['on'], places: Places, text: string): Span {
  const place =
    on === 'value' ? places.valueSpan(at) : on === 'key' ? places.keySpan(at) : undefined;
  return place ?? nearestSection(at.slice(0, -1), places, text);
}

/** The key of the section that lacks something, as editors mark it; else the first character. */
function nearestSection(at: Segments, places: Places, text: string): Span {
  for (let length = at.length; length > 0; length--) {
    const section = at.slice(0, length);
    const span = places.keySpan(section) ?? places.valueSpan(section);
    if (span) return span;
  }
  const start = places.valueSpan([])?.start ?? 0;
  return { start, end: Math.min(start + 1, text.length) };
}
