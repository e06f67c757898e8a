import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import type { ControlRequest } from '../protocol/runRecord';
import { runPaths } from './runFolder';
import { asRunFolderError } from './runFolderError';

/** Asks the trainer of a run to stop. Throws `RunFolderError`. */
export function requestStop(folder: string): void {
  request(folder, { type: 'stop', at: new Date().toISOString() });
}

/** Tells a run that holds to go on, until after an epoch or to its end. Throws `RunFolderError`. */
export function requestGoOn(folder: string, until?: number): void {
  const at = new Date().toISOString();
  request(folder, { type: 'go_on', ...(until !== undefined && { until }), at });
}

/**
 * Epoch after which a run was last told to hold; `first` where it was told nothing since its start,
 * undefined for one that may go to its end. Throws `RunFolderError`.
 */
export function lastHold(folder: string, first: number | undefined): number | undefined {
  const told = new ControlReader(folder).goOnRequested();
  return told ? told.until : first;
}

function request(folder: string, request: ControlRequest): void {
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
  private seenBytes = 0;
  /** Bytes of the lines that were read as a whole. */
  private readBytes = 0;
  private stopAsked = false;
  private wentOn: { readonly until?: number } | undefined;

  constructor(folder: string) {
    this.path = runPaths(folder).control;
  }

  /**
   * Requests that arrived since the last call. A line that is no request is passed over. A person
   * may write the file too: the last line needs no end, and a file that became shorter is new.
   */
  poll(): readonly ControlRequest[] {
    const size = statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
    if (size === this.seenBytes) return [];
    if (size < this.readBytes) this.readBytes = 0;
    this.seenBytes = size;
    const added = this.read().subarray(this.readBytes);
    const end = added.lastIndexOf('\n') + 1;
    const requests = parseRequests(added.subarray(0, end));
    const torn = parseRequests(added.subarray(end));
    this.readBytes += torn.length > 0 ? added.length : end;
    return [...requests, ...torn];
  }

  /** True when somebody asked for a stop since the last call. */
  stopRequested(): boolean {
    this.note();
    const { stopAsked } = this;
    this.stopAsked = false;
    return stopAsked;
  }

  /** The last request to go on that came since the last call. */
  goOnRequested(): { readonly until?: number } | undefined {
    this.note();
    const { wentOn } = this;
    this.wentOn = undefined;
    return wentOn;
  }

  /** Keeps what each of the two questions has not been asked for yet. */
  private note(): void {
    for (const request of this.poll())
      if (request.type === 'stop') this.stopAsked = true;
      else this.wentOn = request;
  }

  private read(): Buffer {
    try {
      return readFileSync(this.path);
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }
}

const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('stop'), at: z.string().exactOptional() }),
  z.object({
    type: z.literal('go_on'),
    until: z.number().exactOptional(),
    at: z.string().exactOptional(),
  }),
]);

function parseRequests(bytes: Buffer): ControlRequest[] {
  return bytes.toString('utf8').split('\n').flatMap(parseRequest);
}

function parseRequest(line: string): ControlRequest[] {
  try {
    const result = requestSchema.safeParse(JSON.parse(line));
    return result.success ? [result.data] : [];
  } catch {
    return [];
  }
}
