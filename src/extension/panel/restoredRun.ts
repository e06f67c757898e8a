import { z } from 'zod';

const state = z.object({ run: z.string().max(300) });

/** The run that the page remembered over a reload of the window; it may be gone by now. */
export function restoredRun(remembered: unknown): string | undefined {
  const parsed = state.safeParse(remembered);
  return parsed.success ? parsed.data.run : undefined;
}
