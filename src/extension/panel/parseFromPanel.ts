import { z } from 'zod';
import type { FromPanel } from '../../protocol/panelMessages';

/** Longer ids come from nobody that we know. */
const id = z.string().min(1).max(300);

const schema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('show'), run: id }),
  z.strictObject({ type: z.literal('apply'), run: id, remedy: id }),
  z.strictObject({ type: z.literal('applyAndRerun'), run: id, remedy: id }),
  z.strictObject({ type: z.literal('rerun'), run: id }),
  z.strictObject({ type: z.literal('stop'), run: id }),
  z.strictObject({ type: z.literal('openConfig'), run: id, path: id.exactOptional() }),
]) satisfies z.ZodType<FromPanel>;

/** A message of the panel, or a sentence on why it is none. The webview is trusted no further. */
export function parseFromPanel(raw: unknown): FromPanel | { readonly unknown: string } {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.join('.') ?? '';
  const why = `${where === '' ? '' : `${where}: `}${issue?.message ?? 'unknown shape'}`;
  return { unknown: `A message of the panel was refused (${why}); it was ${glimpse(raw)}` };
}

/** The first characters of what came, as JSON, for the log. */
function glimpse(raw: unknown): string {
  let text: string | undefined;
  try {
    text = JSON.stringify(raw);
  } catch {
    // A circle; nothing to show of it.
  }
  return (text ?? typeof raw).slice(0, 200);
}
