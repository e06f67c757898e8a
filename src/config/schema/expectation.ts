import type { SchemaNode } from './jsonSchema';

/** What a place wants, in words that follow "must be": "a number above 0", "one of sgd, adam". */
export function expectation(nodes: readonly SchemaNode[]): string {
  const words = wordsOf(nodes);
  if (words !== undefined) return choice(words.map(String));
  const [first] = nodes;
  if (first === undefined) return 'left out';
  if (first.anyOf) return first.anyOf.map((node) => expectation([node])).join(', or ');
  if (typeof first.type === 'object') return 'a value';
  switch (first.type) {
    case 'number':
      return `a number${range(first)}`;
    case 'integer':
      return `a whole number${range(first)}`;
    case 'boolean':
      return 'true or false';
    case 'string':
      return first.minLength ? 'a text that is not empty' : 'a text';
    case 'array':
      return `a list of ${plural(first.items)}${first.minItems ? ', at least one' : ''}`;
    case 'object':
      return section(nodes);
    default:
      throw new Error(`A schema node of type ${String(first.type)} has no words.`);
  }
}

/** The fixed words that a place allows; undefined when it allows anything else. */
export function wordsOf(
  nodes: readonly SchemaNode[],
): readonly (string | number | boolean)[] | undefined {
  const words = nodes.map((node) => node.enum ?? (node.const === undefined ? [] : [node.const]));
  if (words.length === 0 || words.some((some) => some.length === 0)) return undefined;
  return [...new Set(words.flat())];
}

function choice(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? '') : `one of ${words.join(', ')}`;
}

function range(node: SchemaNode): string {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = node;
  if (minimum !== undefined && maximum !== undefined) return ` from ${minimum} to ${maximum}`;
  const bounds = [
    minimum === undefined ? [] : `of at least ${minimum}`,
    exclusiveMinimum === undefined ? [] : `above ${exclusiveMinimum}`,
    maximum === undefined ? [] : `of at most ${maximum}`,
    exclusiveMaximum === undefined ? [] : `below ${exclusiveMaximum}`,
  ].flat();
  return bounds.length === 0 ? '' : ` ${bounds.join(' and ')}`;
}

function plural(items: SchemaNode | undefined): string {
  if (items === undefined || items.anyOf) return 'values';
  return items.type === 'string'
    ? 'texts'
    : expectation([items]).replace('a whole number', 'whole numbers');
}

function section(nodes: readonly SchemaNode[]): string {
  const needed = nodes
    .map((node) => node.required ?? [])
    .reduce((some, others) => some.filter((key) => others.includes(key)));
  return needed.length === 0 ? 'a section' : `a section with ${needed.join(', ')}`;
}
