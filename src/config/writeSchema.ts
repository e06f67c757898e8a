// Writes media/fitscope.schema.json; run by `npm run schema`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configJsonSchemaText } from './schema/jsonSchema';

writeFileSync(join(__dirname, '../../media/fitscope.schema.json'), configJsonSchemaText());
