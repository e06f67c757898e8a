import { configJsonSchemaText } from '../../config/schema/jsonSchema';
import type { CliContext, ExitCode } from '../context';

/** Prints the JSON Schema of a config. */
export function schemaVerb({ stdout }: CliContext): ExitCode {
  stdout.write(configJsonSchemaText());
  return 0;
}
