import { formatPath, valueAt, type Segments } from '../../config/configPath';
import { expectation } from '../../config/schema/expectation';
import { configJsonSchema, type SchemaNode } from '../../config/schema/jsonSchema';
import { nodesAt } from '../../config/schema/schemaNode';
import { escapeMarkdown } from '../words/escapeMarkdown';

/** What a key of the config means, as Markdown; undefined for a key that the schema does not know. */
export function schemaMarkdown(path: Segments, raw: unknown): string | undefined {
  const root = configJsonSchema();
  const nodes = nodesAt(root, path, raw);
  const [first] = nodes;
  if (!first) return undefined;
  const says = describing(path, raw, first);
  const wants = expectation(nodes);
  return [
    `**${escapeMarkdown(formatPath(path))}**`,
    ...(says === undefined ? [] : [escapeMarkdown(says)]),
    escapeMarkdown(`${wants.charAt(0).toUpperCase()}${wants.slice(1)}.${standard(first)}`),
  ].join('\n\n');
}

/** Of a section of several kinds, what the kind that is given means. */
function describing(path: Segments, raw: unknown, node: SchemaNode): string | undefined {
  if (node.description !== undefined) return node.description;
  const value = valueAt(raw, path);
  return value === undefined ? undefined : node.properties?.['kind']?.description;
}

function standard({ default: value }: SchemaNode): string {
  if (value === undefined) return '';
  return ` ${typeof value === 'object' ? JSON.stringify(value) : String(value)} when left out.`;
}
