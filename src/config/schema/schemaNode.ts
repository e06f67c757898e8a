import type { Segments } from '../configPath';
import { isSection, valueAt } from '../configPath';
import type { SchemaNode } from './jsonSchema';

/**
 * The schema nodes that a path may mean, given the raw data beside it: of several kinds, the one
 * that the data name, or all of them when they name none.
 */
export function nodesAt(root: SchemaNode, path: Segments, raw: unknown): readonly SchemaNode[] {
  let nodes: readonly SchemaNode[] = [root];
  let value = raw;
  for (const segment of path) {
    nodes = nodes
      .flatMap((node) => branches(node, value))
      .flatMap((node) => property(node, segment) ?? node.items ?? []);
    value = valueAt(value, [segment]);
  }
  return nodes.flatMap((node) => branches(node, value));
}

/** The node of a key; never one of the object's own methods, such as `constructor`. */
export function property(node: SchemaNode, key: string | number): SchemaNode | undefined {
  const { properties, additionalProperties: others } = node;
  if (properties && Object.hasOwn(properties, key)) return properties[key];
  return typeof others === 'object' ? others : undefined;
}

/** Keys of the sections, in the order of the schema, each once. */
export function keysOf(nodes: readonly SchemaNode[]): readonly string[] {
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** Every branch of a node, whatever the data say. */
export function allBranches(node: SchemaNode): readonly SchemaNode[] {
  return node.oneOf?.flatMap(allBranches) ?? [node];
}

function branches(node: SchemaNode, raw: unknown): readonly SchemaNode[] {
  const all = allBranches(node);
  const scores = all.map((branch) => namedBy(branch, raw));
  const best = Math.max(...scores);
  return all.filter((_, i) => scores[i] === best);
}

/** How many of a branch's fixed words, such as `kind: csv`, the data say. */
function namedBy(branch: SchemaNode, raw: unknown): number {
  if (!isSection(raw)) return 0;
  return Object.entries(branch.properties ?? {}).filter(
    ([key, property]) => property.const !== undefined && raw[key] === property.const,
  ).length;
}
