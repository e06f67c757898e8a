import { z } from 'zod';
import type { FromSweepPanel } from '../../../protocol/sweepMessages';

/** Longer ids come from nobody that we know. */
const id = z.string().min(1).max(300);
const trial = z.number().int().min(0);

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('show'), id }),
  z.strictObject({
    type: z.enum(['stop', 'pause', 'goOn']),
    sweep: id,
    trial: trial.exactOptional(),
  }),
  z.strictObject({ type: z.enum(['resume', 'extend', 'exportCsv']), sweep: id }),
  z.strictObject({ type: z.literal('apply'), sweep: id, trial }),
  z.strictObject({ type: z.enum(['applyRate', 'openRun']), run: id }),
  z.strictObject({ type: z.literal('openConfig'), id }),
]);

/** A message of the sweep view, or a sentence on why it is none. */
export function parseFromSweep(raw: unknown): FromSweepPanel | { readonly unknown: string } {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data as FromSweepPanel;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const why = `${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown shape'}`;
  return { unknown: `A message of the sweep view was refused (${why}).` };
}
