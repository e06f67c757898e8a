import type { z } from 'zod';
import { formatPath, isSection, valueAt, type Segments } from './configPath';
import type { Issue } from './problem';
import { expectation, wordsOf } from './schema/expectation';
import { configJsonSchema, type SchemaNode } from './schema/jsonSchema';
import { nodesAt } from './schema/schemaNode';
import { suggest } from './suggestion';
import { explainUnknownKey } from './unknownKey';

/** Turns what zod found into what people are told: what was seen, where, what would be right. */
export function explain(issue: z.core.$ZodIssue, raw: unknown): readonly Issue[] {
  const at = issue.path.map((segment) => (typeof segment === 'symbol' ? '<<' : segment));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      severity: 'error',
      at: [...at, key],
      on: 'key',
      message: explainUnknownKey(at, key, raw),
      knownBy: 'schema',
    }));
  }
  const nodes = nodesAt(configJsonSchema(), at, raw);
  if (at.length > 0 && isMissing(raw, at)) {
    const message = `${formatPath(at)} is missing; it must be ${expectation(nodes)}.`;
    return [{ severity: 'error', at, on: 'parent', message, knownBy: 'schema' }];
  }
  const found: Issue = {
    severity: 'error',
    at,
    on: 'value',
    message: explainValue(at, nodes, raw),
  };
  return [inJsonSchema(at, raw) ? { ...found, knownBy: 'schema' } : found];
}

/** JSON Schema has nothing to say of an empty text, NaN, infinities and numbers beyond 2^53. */
function inJsonSchema(at: Segments, raw: unknown): boolean {
  const value = valueAt(raw, at);
  return at.length > 0 && (typeof value !== 'number' || Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}

/** A value in words: `the text "fast"`, `-1`, `a list`, `empty`. */
export function show(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'string') {
    return `the text "${value.length > 40 ? `${value.slice(0, 40)}...` : value}"`;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return isSection(value) ? 'a section' : String(value);
}

function explainValue(at: Segments, nodes: readonly SchemaNode[], raw: unknown): string {
  const value = valueAt(raw, at);
  const name = at.length === 0 ? 'The config' : formatPath(at);
  return `${name} is ${show(value)}; it must be ${expectation(nodes)}.${correction(value, nodes)}`;
}

function correction(value: unknown, nodes: readonly SchemaNode[]): string {
  if (typeof value !== 'string') return '';
  const options = nodes.flatMap((node) => node.anyOf ?? [node]);
  const types = options.map((node) => node.type);
  if (types.includes('number') || types.includes('integer')) {
    const number = value
      .trim()
      .replace(/_/g, '')
      .replace(/^([^.,]*),([^.,]*)$/, '$1.$2');
    if (number !== '' && Number.isFinite(Number(number))) {
      return number === value ? ` Write ${number} without quotes.` : ` Write ${number}.`;
    }
  }
  if (types.includes('boolean')) {
    if (/^(y|yes|on|true)$/i.test(value)) return ' Write true.';
    if (/^(n|no|off|false)$/i.test(value)) return ' Write false.';
  }
  const words = options.flatMap((node) => wordsOf([node]) ?? []);
  const meant = suggest(value, words.map(String));
  return meant === undefined ? '' : ` Did you mean ${meant}?`;
}

function isMissing(raw: unknown, at: Segments): boolean {
  const parent = valueAt(raw, at.slice(0, -1));
  return isSection(parent) && !Object.hasOwn(parent, at.at(-1) ?? '');
}
