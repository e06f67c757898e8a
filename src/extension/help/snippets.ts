import { expectation, wordsOf } from '../../config/schema/expectation';
import type { SchemaNode } from '../../config/schema/jsonSchema';
import { allBranches, property } from '../../config/schema/schemaNode';

/** `key: value` as a snippet with tab stops, sections with the keys that they cannot go without. */
export function keySnippet(key: string, node: SchemaNode, isFlow: boolean): string {
  return entry(key, node, isFlow, counter());
}

/** The inside of a section in braces, such as `{ kind: cosine }`, as a snippet. */
export function sectionSnippet(branch: SchemaNode): string {
  return `{ ${required([branch], true, counter()).join(', ')} }`;
}

/** Words that a node allows and its default first; undefined when it allows anything else. */
export function choicesOf(node: SchemaNode): readonly string[] | undefined {
  const words = node.type === 'boolean' ? [true, false] : wordsOf(allBranches(node));
  if (!words) return undefined;
  const first = words.filter((word) => word === node.default);
  return [...new Set([...first, ...words])].map(String);
}

/** `a number above 0, 0.9 when left out`. */
export function detailOf(node: SchemaNode): string {
  const what = expectation(allBranches(node));
  const { default: standard } = node;
  if (standard === undefined || typeof standard === 'object') return what;
  return `${what}; ${String(standard)} when left out`;
}

type Next = () => number;

function counter(): Next {
  let last = 0;
  return () => ++last;
}

function entry(key: string, node: SchemaNode, isFlow: boolean, next: Next): string {
  const branches = allBranches(node);
  if (branches.every(({ type }) => type === 'object')) {
    const inner = required(branches, isFlow, next);
    if (isFlow) return `${key}: { ${inner.join(', ') || `$${next()}`} }`;
    const lines = inner.length > 0 ? inner : [`$${next()}`];
    return [`${key}:`, ...lines.map((line) => `  ${line.replaceAll('\n', '\n  ')}`)].join('\n');
  }
  return `${key}: ${value(node, next)}`;
}

/** The keys that every branch requires, in the order of the schema. */
function required(branches: readonly SchemaNode[], isFlow: boolean, next: Next): string[] {
  const [first, ...others] = branches.map((branch) => branch.required ?? []);
  const keys = (first ?? []).filter((key) => others.every((other) => other.includes(key)));
  return keys.flatMap((key) => {
    const nodes = branches.flatMap((branch) => property(branch, key) ?? []);
    const [node] = nodes;
    return node ? [entry(key, nodes.length > 1 ? { oneOf: nodes } : node, isFlow, next)] : [];
  });
}

function value(node: SchemaNode, next: Next): string {
  const choices = choicesOf(node);
  const stop = next();
  if (choices?.length === 1) return `\${${stop}:${choices[0] ?? ''}}`;
  if (choices) return `\${${stop}|${choices.map(escapeChoice).join(',')}|}`;
  if (node.type === 'array') return `[$${stop}]`;
  const standard = node.default;
  return standard === undefined ? `$${stop}` : `\${${stop}:${escapeText(String(standard))}}`;
}

function escapeChoice(word: string): string {
  return word.replace(/[\\,|]/g, '\\$&');
}

function escapeText(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}
