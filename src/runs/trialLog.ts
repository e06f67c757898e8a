import { appendFileSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { TrialEvent } from '../protocol/sweep';
import { toWire } from '../protocol/wire';
import { asRunFolderError, isSystemError } from './runFolderError';
import { sweepPaths } from './sweepPaths';
import { paramsSchema } from './sweepRecordFile';
import { trialResultSchema } from './trialResult';

/**
 * Appends to `trials.jsonl`, a line in one write. Opened where a line was torn by a kill it begins a
 * new one, so that only the torn event is lost.
 */
export class TrialLog {
  private readonly path: string;
  private isTorn: boolean;

  /** Throws `RunFolderError`. */
  constructor(folder: string) {
    this.path = sweepPaths(folder).trials;
    try {
      this.isTorn = !/(^|\n)$/.test(readText(this.path));
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }

  /** Throws `RunFolderError`. */
  append(event: TrialEvent): void {
    try {
      appendFileSync(this.path, `${this.isTorn ? '\n' : ''}${toWire(event)}\n`);
      this.isTorn = false;
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }
}

/** The events of a sweep's trials; lines that make no sense are passed over. Throws `RunFolderError`. */
export function readTrialEvents(folder: string): readonly TrialEvent[] {
  const path = sweepPaths(folder).trials;
  try {
    return readText(path).split('\n').flatMap(parseTrialLine);
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return '';
    throw error;
  }
}

/** The event of a line; none for a line that makes no sense. */
export function parseTrialLine(line: string): TrialEvent[] {
  try {
    const result = eventSchema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}

const common = { at: z.string(), trial: z.number() };

const eventSchema: z.ZodType<TrialEvent> = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('trial.started'),
    ...common,
    run: z.string().nullable(),
    params: paramsSchema,
    says: z.string().exactOptional(),
  }),
  z.object({ type: z.literal('trial.pruned'), ...common, epoch: z.number(), reason: z.string() }),
  z.object({
    type: z.literal('trial.ended'),
    ...common,
    outcome: z.enum(['finished', 'stopped', 'diverged', 'crashed']),
    reason: z.string().exactOptional(),
    result: trialResultSchema.exactOptional(),
  }),
]);
