import { closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import type { RunEvent } from '../protocol/events';
import { toWire } from '../protocol/wire';
import { runPaths } from './runFolder';
import { asRunFolderError } from './runFolderError';

/**
 * Appends events to `events.jsonl`, one a line, each batch in one write. Opened where a trainer was
 * killed in the middle of a line, it ends that line first, so that only the torn event is lost.
 *
 * When the disk is full or the folder may not be written, `append` throws a `RunFolderError` and
 * keeps what it could not write; the next call tries that first and throws again if it still fails,
 * so that nothing is lost when space comes back and nothing is hidden when it does not.
 */
export class EventWriter {
  private readonly path: string;
  private readonly file: number;
  private waiting: Buffer;

  constructor(folder: string) {
    this.path = runPaths(folder).events;
    try {
      this.file = openSync(this.path, 'a+');
      this.waiting = endsInsideLine(this.file) ? Buffer.from('\n') : Buffer.alloc(0);
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }

  /** Writes the events before it returns. Throws `RunFolderError`. */
  append(...events: readonly RunEvent[]): void {
    const text = events.map((event) => `${toWire(event)}\n`).join('');
    this.waiting = Buffer.concat([this.waiting, Buffer.from(text)]);
    this.write();
  }

  /** Writes what waits and returns when the disk has it. Throws `RunFolderError`. */
  flush(): void {
    this.write();
    try {
      fsyncSync(this.file);
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }

  close(): void {
    closeSync(this.file);
  }

  private write(): void {
    try {
      // A nearly full disk takes a part of a write without an error.
      while (this.waiting.length > 0) {
        this.waiting = this.waiting.subarray(writeSync(this.file, this.waiting));
      }
    } catch (error) {
      throw asRunFolderError(error, this.path);
    }
  }
}

function endsInsideLine(file: number): boolean {
  const { size } = fstatSync(file);
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, size - 1);
  return last[0] !== 0x0a;
}
