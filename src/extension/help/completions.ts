import { isSection, valueAt } from '../../config/configPath';
import type { Span } from '../../config/problem';
import { configJsonSchema, type SchemaNode } from '../../config/schema/jsonSchema';
import { keysOf, nodesAt, property } from '../../config/schema/schemaNode';
import { rawAround } from './rawAround';
import { choicesOf, detailOf, keySnippet, sectionSnippet } from './snippets';
import { yamlCursor } from './yamlCursor';
import type { CursorPlace } from './cursorPlace';

/** Something to put at the cursor, before VS Code's own types. */
export interface Suggestion {
  readonly label: string;
  readonly kind: 'key' | 'word' | 'value';
  readonly detail: string;
  readonly description: string;
  /** In the syntax of snippets. */
  readonly snippet: string;
  readonly replaces: Span;
  /** Whether the section is wrong without it. */
  readonly isRequired: boolean;
}

/** What may stand at a place of a YAML config, as the one schema has it, the likeliest first. */
export function completions(text: string, offset: number): readonly Suggestion[] {
  const cursor = yamlCursor(text, offset);
  switch (cursor.kind) {
    case 'none':
      return [];
    case 'key':
      return keys(cursor, text);
    case 'value':
      return values(cursor, text);
  }
}

function keys(
  { section, word, isFlow, hasColon }: Extract<CursorPlace, { kind: 'key' }>,
  text: string,
): readonly Suggestion[] {
  const raw = rawAround(text, word);
  const nodes = nodesAt(configJsonSchema(), section, raw);
  const inside = valueAt(raw, section);
  // A scalar or a list has no keys; nothing at all may become a section.
  if (inside !== undefined && inside !== null && !isSection(inside)) return [];
  const own = text.slice(word.start, word.end).replace(/^["']|["']$/g, '');
  const given = new Set(isSection(inside) ? Object.keys(inside).filter((key) => key !== own) : []);
  const suggestions = keysOf(nodes).flatMap((key): Suggestion[] => {
    const found = nodes.flatMap((node) => property(node, key) ?? []);
    const [first] = found;
    if (!first || given.has(key)) return [];
    const node = found.length > 1 && first.const !== undefined ? { oneOf: found } : first;
    return [
      {
        label: key,
        kind: 'key',
        detail: detailOf(node),
        description: first.const === undefined ? (first.description ?? '') : '',
        snippet: hasColon ? key : keySnippet(key, node, isFlow),
        replaces: word,
        isRequired: nodes.every(({ required }) => required?.includes(key)),
      },
    ];
  });
  return requiredFirst(suggestions);
}

function values(
  { path, word, needsBlank }: Extract<CursorPlace, { kind: 'value' }>,
  text: string,
): readonly Suggestion[] {
  const raw = without(rawAround(text, word), path);
  const blank = needsBlank ? ' ' : '';
  const nodes = nodesAt(configJsonSchema(), path, raw);
  const seen = new Set<string>();
  return nodes.flatMap(options).flatMap((option): Suggestion[] => {
    if (seen.has(option.label)) return [];
    seen.add(option.label);
    return [{ ...option, snippet: blank + option.snippet, replaces: word, isRequired: false }];
  });
}

type Option = Omit<Suggestion, 'replaces' | 'isRequired'>;

function options(node: SchemaNode): readonly Option[] {
  if (node.anyOf) return node.anyOf.flatMap(options).concat(standard(node));
  const description = node.description ?? '';
  const words = choicesOf(node);
  if (words) {
    return words.map((label) => {
      const detail = label === String(node.default) ? 'when left out' : '';
      return { label, kind: 'word', detail, description, snippet: label };
    });
  }
  if (node.type === 'object') {
    const kind = property(node, 'kind');
    if (kind?.const === undefined) return [];
    const label = `{ kind: ${String(kind.const)} }`;
    const says = kind.description ?? '';
    return [{ label, kind: 'word', detail: '', description: says, snippet: sectionSnippet(node) }];
  }
  return standard(node);
}

/** The default, where it is a plain value. */
function standard(node: SchemaNode): readonly Option[] {
  const value = node.default;
  if (value === undefined || typeof value === 'object') return [];
  const label = String(value);
  const description = node.description ?? '';
  return [{ label, kind: 'value', detail: 'when left out', description, snippet: label }];
}

/** The data without the value at the cursor, which must not decide what may stand there. */
function without(raw: unknown, path: readonly string[]): unknown {
  const parent = valueAt(raw, path.slice(0, -1));
  if (!isSection(parent)) return raw;
  const rest = Object.fromEntries(Object.entries(parent).filter(([key]) => key !== path.at(-1)));
  return path.length === 1 ? rest : replaced(raw, path.slice(0, -1), rest);
}

function replaced(raw: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...inner] = path;
  if (key === undefined || !isSection(raw)) return value;
  return { ...raw, [key]: replaced(raw[key], inner, value) };
}

function requiredFirst(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  return [
    ...suggestions.filter(({ isRequired }) => isRequired),
    ...suggestions.filter(({ isRequired }) => !isRequired),
  ];
}
