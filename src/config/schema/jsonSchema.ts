import * as z from 'zod';
import { settingsSchema } from './settings';

/** A node of the generated schema, as far as it is used here. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  /** What keys of any name hold; false where only the known ones may be. */
  readonly additionalProperties?: SchemaNode | boolean;
  readonly items?: SchemaNode;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly oneOf?: readonly SchemaNode[];
  readonly anyOf?: readonly SchemaNode[];
  readonly const?: string | number | boolean;
  readonly enum?: readonly (string | number | boolean)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
}

/**
 * JSON Schema (draft 7, which VS Code's YAML and JSON servers read best) of what may be written in
 * a config: defaults are optional, unknown keys are refused.
 */
export function configJsonSchema(): SchemaNode {
  generated ??= generate();
  return generated;
}

/** The schema as the file `media/fitscope.schema.json` holds it. */
export function configJsonSchemaText(): string {
  return JSON.stringify(configJsonSchema(), null, 2) + '\n';
}

let generated: SchemaNode | undefined;

function generate(): SchemaNode {
  const schema = z.toJSONSchema(settingsSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // Zod writes the largest safe integer as the bound of every whole number.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
  return { ...(schema as SchemaNode), ...{ title: 'Fitscope config' } };
}
