import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { askCore } from '../../launch/askCore';
import { toWire } from '../../protocol/wire';
import type { CliContext, ExitCode } from '../context';
import { RequestError } from '../requestError';
import { formatMeasured } from '../words/formatNumber';
import { paintFor } from '../words/paint';
import { table } from '../words/table';

/** OUI of dumped activations `[samples, ...units]`, one NPY file a layer. */
export async function ouiVerb(
  files: readonly string[],
  options: { readonly json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const { corePath, workingFolder: cwd, stdout, stderr } = context;
  const missing = files.find((file) => !existsSync(resolve(cwd, file)));
  if (missing !== undefined) throw new RequestError(`${missing}: there is no such file.`);
  const answer = await askCore(corePath, ['oui', ...files], { cwd });
  const { oui, layers, leftOut = [] } = answerSchema.parse(answer);
  if (options.json) {
    stdout.write(`${toWire(answer, 2)}\n`);
    return 0;
  }
  const value = (number: number | string | null) =>
    typeof number === 'number' ? formatMeasured(number) : String(number ?? 'not defined');
  const rows = layers.map((layer) => [layer.file, String(layer.units), value(layer.oui)]);
  stdout.write(table(['layer', 'units', 'OUI'], rows, paintFor(stdout, context)));
  stdout.write(`Mean OUI: ${value(oui)}\n`);
  for (const { file, reason } of leftOut) stderr.write(`${file} is left out: ${reason}\n`);
  return 0;
}

const measured = z.union([z.number(), z.string(), z.null()]);
const answerSchema = z.object({
  oui: measured,
  layers: z.array(z.object({ file: z.string(), units: z.number(), oui: measured })),
  leftOut: z.array(z.object({ file: z.string(), reason: z.string() })).exactOptional(),
});
