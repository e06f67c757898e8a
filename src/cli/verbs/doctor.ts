import { z } from 'zod';
import { askCore } from '../../launch/askCore';
import { toWire } from '../../protocol/wire';
import type { CliContext, ExitCode } from '../context';
import { paintFor } from '../words/paint';

/** Says which engines work here, and why the others do not. */
export async function doctorVerb(
  options: { readonly json?: boolean },
  context: CliContext,
): Promise<ExitCode> {
  const { stdout, corePath } = context;
  const answer = await askCore(corePath, ['doctor']);
  const { versions, platform, cores, threads, engines } = answerSchema.parse(answer);
  const works = engines.some((engine) => engine.available);
  if (options.json) stdout.write(`${toWire(answer, 2)}\n`);
  else {
    const paint = paintFor(stdout, context);
    const parts = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    stdout.write(`${parts.join(', ')} on ${platform}, ${cores} cores, ${threads} to train with\n`);
    for (const { name, available, version, reason } of engines) {
      const mark = available ? paint('green', 'works') : paint('yellow', 'not here');
      const details = available ? version : reason;
      stdout.write(`${name}: ${mark}${details === undefined ? '' : ` (${details})`}\n`);
    }
  }
  return works ? 0 : 1;
}

const answerSchema = z.object({
  versions: z.record(z.string(), z.string()),
  platform: z.string(),
  cores: z.number(),
  threads: z.number(),
  engines: z.array(
    z.object({
      name: z.string(),
      available: z.boolean(),
      version: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
});
