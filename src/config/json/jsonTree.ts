import { parseTree, type Node, type ParseError } from 'jsonc-parser';
import { parsePath, type Segments } from '../configPath';
import type { ConfigTree, Places } from '../configTree';
import type { Span, TextProblem } from '../problem';
import { describeJsonError } from './jsonErrors';

/** Parses JSON as its standard has it, or JSONC with comments and trailing commas. */
export function parseJson(text: string, language: 'json' | 'jsonc'): ConfigTree {
  const errors: ParseError[] = [];
  try {
    const root = parseJsonNodes(text, language, errors);
    const malformed = errors.map((error) => describeJsonError(error, text));
    const problems = malformed.length > 0 ? malformed : duplicateKeys(root);
    const value = problems.length > 0 || !root ? undefined : plainValue(root);
    return { value, problems, places: jsonPlaces(root) };
  } catch (error) {
    // A stack overflow of deep nesting.
    const message = `Not readable as JSON: ${error instanceof Error ? error.message : String(error)}.`;
    const span = { start: 0, end: Math.min(1, text.length) };
    return {
      value: undefined,
      problems: [{ severity: 'error', message, span }],
      places: jsonPlaces(undefined),
    };
  }
}

/** The parser's nodes; a byte order mark counts as a space, so that offsets stay. */
export function parseJsonNodes(
  text: string,
  language: 'json' | 'jsonc',
  errors: ParseError[],
): Node | undefined {
  return parseTree(text.replace(/^\uFEFF/, ' '), errors, {
    disallowComments: language === 'json',
    allowTrailingComma: language === 'jsonc',
  });
}

/** The property or list entry at a path; undefined where the text does not hold it. */
export function jsonNodeAt(root: Node | undefined, path: Segments): Node | undefined {
  let node = root;
  for (const segment of path) {
    if (node?.type === 'object') {
      node = node.children?.find((child) => child.children?.[0]?.value === String(segment))
        ?.children?.[1];
    } else {
      node = node?.type === 'array' ? node.children?.[Number(segment)] : undefined;
    }
  }
  return node;
}

export function spanOfJson(node: Node): Span {
  return { start: node.offset, end: node.offset + node.length };
}

function jsonPlaces(root: Node | undefined): Places {
  const find = (path: string | Segments) =>
    jsonNodeAt(root, typeof path === 'string' ? parsePath(path) : path);
  return {
    valueSpan: (path) => {
      const node = find(path);
      return node && spanOfJson(node);
    },
    keySpan: (path) => {
      const parent = find(path)?.parent;
      const key = parent?.type === 'property' ? parent.children?.[0] : undefined;
      return key && spanOfJson(key);
    },
  };
}

function duplicateKeys(node: Node | undefined): readonly TextProblem[] {
  const seen = new Set<unknown>();
  return (node?.children ?? []).flatMap((child) => {
    if (node?.type !== 'object') return duplicateKeys(child);
    const [key, value] = child.children ?? [];
    const isTwice = key !== undefined && seen.has(key.value);
    seen.add(key?.value);
    const message = 'This key is given twice in its section.';
    const place = key && { span: spanOfJson(key), knownBy: 'parser' as const };
    const twice = isTwice && place ? [{ severity: 'error' as const, message, ...place }] : [];
    return [...twice, ...duplicateKeys(value)];
  });
}

/** Not the parser's own conversion: that one loses a key `__proto__`. */
function plainValue(node: Node): unknown {
  switch (node.type) {
    case 'array':
      return (node.children ?? []).map(plainValue);
    case 'object': {
      const entries = (node.children ?? []).map(({ children }) => {
        const [key, value] = children ?? [];
        return [String(key?.value), value && plainValue(value)] as const;
      });
      return Object.fromEntries(entries);
    }
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
    case 'property':
      return node.value;
  }
}
