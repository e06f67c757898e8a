import { isSeq, visit, type Document, type Node, type YAMLError } from 'yaml';
import type { TextProblem } from '../problem';
import { isMergePair, mergedMaps, resolved } from './yamlNodes';

/** Everything that keeps a YAML text from being one config. */
export function yamlProblems(document: Document, text: string): readonly TextProblem[] {
  const tab = firstTab(document, text);
  // Lines that a tab indents belong to no section, which makes errors before and after it.
  if (tab) return [tab];
  const parsed = [...document.errors, ...document.warnings].map((error) =>
    fromParser(error, document),
  );
  return parsed.length > 0 ? parsed : danglingReferences(document);
}

/**
 * Numbers such as `1e-3` that YAML 1.2 reads as numbers and PyYAML, after YAML 1.1, as texts: there
 * a dot and a signed exponent are needed.
 */
export function pythonHints(document: Document): readonly TextProblem[] {
  const hints: TextProblem[] = [];
  visit(document, {
    Scalar: (_, { value, source, range }) => {
      if (typeof value !== 'number' || source === undefined || !range) return;
      const exponent = /^([-+]?[0-9]+)(\.[0-9]*)?e([-+]?)([0-9]+)$/i.exec(source);
      if (!exponent || (exponent[2] && exponent[3])) return;
      const [, whole = '', fraction = '.0', sign, power = ''] = exponent;
      const right = `${whole}${fraction}e${sign || '+'}${power}`;
      const message = `PyYAML reads ${source} as a text. ${right} is a number everywhere.`;
      hints.push({ severity: 'hint', message, span: { start: range[0], end: range[1] } });
    },
  });
  return hints;
}

/** The first tab that the parser stumbled over at the start of a line. */
function firstTab({ errors }: Document, text: string): TextProblem | undefined {
  const spans = errors
    .filter(({ code }) => code === 'TAB_AS_INDENT' || code === 'BAD_INDENT')
    .flatMap(({ pos }) => {
      const line = text.lastIndexOf('\n', pos[0] - 1) + 1;
      const indentation = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
      const tab = indentation.indexOf('\t');
      return tab < 0 ? [] : [{ start: line + tab, end: line + indentation.length }];
    });
  const [first] = spans.sort((a, b) => a.start - b.start);
  const message = 'This line is indented with a tab; YAML is indented with spaces only.';
  return first && { severity: 'error', message, span: first, knownBy: 'parser' };
}

function fromParser({ code, message, pos }: YAMLError, document: Document): TextProblem {
  const isHarmless = code === 'BAD_DIRECTIVE';
  return {
    severity: isHarmless ? 'warning' : 'error',
    message: inOurWords(code, message),
    // To others a stream of documents is fine.
    ...(code !== 'MULTIPLE_DOCS' && { knownBy: 'parser' }),
    span: { start: pos[0], end: code === 'DUPLICATE_KEY' ? keyEnd(document, pos[0]) : pos[1] },
  };
}

/** The parser marks one character of a key. */
function keyEnd(document: Document, start: number): number {
  let end = start + 1;
  visit(document, {
    Scalar: (_, { range }) => {
      if (range?.[0] === start) end = range[1];
    },
  });
  return end;
}

function inOurWords(code: YAMLError['code'], message: string): string {
  const [first = message] = message.split('\n');
  const plain = first.replace(/ at line \d+, column \d+:?$/, '').replace(/[.:]$/, '');
  if (code === 'DUPLICATE_KEY') return 'This key is given twice in its section.';
  if (code === 'MULTIPLE_DOCS') return 'A second document starts here; a config is one document.';
  if (code === 'TAG_RESOLVE_FAILED') return `${plain}; a config has plain values only.`;
  return `Not valid YAML: ${plain}.`;
}

/** Aliases without an anchor and merge keys without a section: the parser lets them pass. */
function danglingReferences(document: Document): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  const add = (node: Node | null | undefined, message: string) => {
    const [start, end] = node?.range ?? [0, 0];
    problems.push({ severity: 'error', message, span: { start, end } });
  };
  visit(document, {
    Alias: (_, alias) => {
      if (resolved(document, alias)) return;
      add(alias, `There is no anchor &${alias.source} before this alias.`);
    },
    Map: (_, map) => {
      if (mergedMaps(document, map).every((merged) => merged !== undefined)) return;
      const pair = map.items.find((item) => isMergePair(item));
      const isList = isSeq(resolved(document, pair?.value));
      const says = isList ? 'Each entry of this list must be' : 'This must be';
      add(
        pair?.value as Node | null,
        `${says} a section, or an alias of one, to merge it with <<.`,
      );
    },
  });
  return problems;
}
