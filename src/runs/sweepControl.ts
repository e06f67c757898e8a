import { appendFileSync } from 'node:fs';
import { z } from 'zod';
import type { SweepPlan, SweepRequest } from '../protocol/sweep';
import { LineCursor } from './lineCursor';
import { asRunFolderError } from './runFolderError';
import { sweepPaths } from './sweepPaths';
import { planSchema } from './sweepRecordFile';

/** Asks the driver of a sweep to stop, pause or go on, with one trial or all. Throws `RunFolderError`. */
export function requestOfSweep(
  folder: string,
  type: 'stop' | 'pause' | 'go_on',
  trial?: number,
): void {
  append(folder, { type, at: now(), ...(trial !== undefined && { trial }) });
}

/** Asks the driver of a sweep to go on with another plan. Throws `RunFolderError`. */
export function requestPlan(folder: string, plan: SweepPlan): void {
  append(folder, { type: 'plan', at: now(), plan });
}

/** The driver's end of a sweep's `control.jsonl`. */
export class SweepControl {
  private readonly lines: LineCursor;

  /** @param since ISO time; what was asked before was asked of another driver */
  constructor(
    folder: string,
    private readonly since: string,
  ) {
    this.lines = new LineCursor(sweepPaths(folder).control);
  }

  /** Requests that came since the last call; lines that are none are passed over. */
  poll(): readonly SweepRequest[] {
    return this.lines
      .readLines()
      .flatMap(parse)
      .filter(({ at }) => at >= this.since);
  }
}

function append(folder: string, request: SweepRequest): void {
  const path = sweepPaths(folder).control;
  try {
    appendFileSync(path, `${JSON.stringify(request)}\n`);
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}

function now(): string {
  return new Date().toISOString();
}

const schema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['stop', 'pause', 'go_on']),
    at: z.string(),
    trial: z.number().exactOptional(),
  }),
  z.object({ type: z.literal('plan'), at: z.string(), plan: planSchema }),
]) satisfies z.ZodType<SweepRequest>;

function parse(line: string): readonly SweepRequest[] {
  try {
    const result = schema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
