import { parseDocument, type Document, type Node } from 'yaml';
import { parsePath, type Segments } from '../configPath';
import type { ConfigTree, Places } from '../configTree';
import type { Span, TextProblem } from '../problem';
import { lastOffset } from './lastOffset';
import { nestingProblem } from './nesting';
import { nodeAt } from './yamlNodes';
import { pythonHints, yamlProblems } from './yamlProblems';

/** Parses YAML 1.2 with anchors, aliases and merge keys; duplicate keys are problems. */
export function parseYaml(
  text: string,
  options: { readonly pythonHints?: boolean } = {},
): ConfigTree {
  const nesting = nestingProblem(text);
  if (nesting) return { value: undefined, problems: [nesting], places: nowhere };
  let document: Document;
  let problems: readonly TextProblem[];
  let value: unknown;
  try {
    document = parseYamlDocument(text);
    problems = yamlProblems(document, text);
    if (options.pythonHints && problems.length === 0) problems = pythonHints(document);
    value = problems.some(({ severity }) => severity === 'error') ? undefined : document.toJS();
  } catch (error) {
    // A stack overflow of deep nesting, or too many aliases.
    const message = `Not readable as YAML: ${error instanceof Error ? error.message : String(error)}.`;
    const span = { start: 0, end: Math.min(1, text.length) };
    return { value: undefined, problems: [{ severity: 'error', message, span }], places: nowhere };
  }
  return { value, problems, places: yamlPlaces(document) };
}

/** The document with its source spans; malformed text is in its `errors`. */
export function parseYamlDocument(text: string): Document {
  return parseDocument(text, { merge: true, uniqueKeys: true, logLevel: 'error' });
}

function yamlPlaces(document: Document): Places {
  const find = (path: string | Segments) =>
    nodeAt(document, typeof path === 'string' ? parsePath(path) : path);
  return {
    valueSpan: (path) => {
      const found = find(path);
      return found && spanOf(found.node);
    },
    keySpan: (path) => spanOf(find(path)?.entry?.pair.key as Node | null | undefined),
  };
}

function spanOf(node: Node | null | undefined): Span | undefined {
  return node?.range ? { start: node.range[0], end: lastOffset(node) } : undefined;
}

const nowhere: Places = { valueSpan: () => undefined, keySpan: () => undefined };
