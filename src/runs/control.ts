import { appendFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { ControlRequest } from '../protocol/runRecord';
import { LineCursor } from './lineCursor';
import { runPaths } from './runFolder';
import { asRunFolderError } from './runFolderError';

/** Asks the trainer of a run to stop. Throws `RunFolderError`. */
export function requestStop(folder: string): void {
  const request: ControlRequest = { type: 'stop', at: new Date().toISOString() };
  const path = runPaths(folder).control;
  try {
    appendFileSync(path, `${JSON.stringify(request)}\n`);
  } catch (error) {
    throw asRunFolderError(error, path);
  }
}

/** The trainer's end of `control.jsonl`; cheap enough to ask after every step. */
export class ControlReader {
  private readonly path: string;
  private readonly cursor: LineCursor;
  private seenBytes = 0;

  constructor(folder: string) {
    this.path = runPaths(folder).control;
    this.cursor = new LineCursor(this.path);
  }

  /** Requests that arrived since the last call. A line that is no request is passed over. */
  poll(): readonly ControlRequest[] {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size === this.seenBytes) return [];
    this.seenBytes = size;
    return this.cursor.readLines().flatMap(parseRequest);
  }

  /** True when somebody asked for a stop since the last call. */
  stopRequested(): boolean {
    return this.poll().some((request) => request.type === 'stop');
  }
}

const requestSchema = z.object({ type: z.literal('stop'), at: z.string() });

function parseRequest(line: string): ControlRequest[] {
  try {
    const result = requestSchema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
