import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import type { LiveTrials } from '../protocol/sweep';
import { toWire } from '../protocol/wire';
import { replaceFile } from './replaceFile';
import { sweepPaths } from './sweepPaths';
import { trialResultSchema } from './trialResult';

/** Replaces `live.json` of a sweep. Throws `RunFolderError`. */
export function writeLiveTrials(folder: string, live: LiveTrials): void {
  replaceFile(sweepPaths(folder).live, `${toWire(live)}\n`);
}

/** Nothing is at work any more. */
export function removeLiveTrials(folder: string): void {
  rmSync(sweepPaths(folder).live, { force: true });
}

/** What the trials of a sweep do now; undefined where nobody says so. */
export function readLiveTrials(folder: string): LiveTrials | undefined {
  try {
    const text = readFileSync(sweepPaths(folder).live, 'utf8');
    const result = schema.safeParse(JSON.parse(text));
    return result.success ? result.data : undefined;
  } catch {
    // It goes away whenever its sweep ends.
    return undefined;
  }
}

const schema: z.ZodType<LiveTrials> = z.object({
  isPaused: z.boolean(),
  trials: z.array(
    z.object({
      trial: z.number(),
      state: z.enum(['running', 'held', 'paused']),
      reason: z.string().exactOptional(),
      result: trialResultSchema,
    }),
  ),
});
