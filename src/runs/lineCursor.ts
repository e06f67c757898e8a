import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { asRunFolderError, isSystemError, RunFolderError } from './runFolderError';

const newline = 0x0a;
const chunkBytes = 1 << 20;

/**
 * Reads a growing file line by line from where it stopped the last time. It cuts at the byte of a
 * line feed, so that a character of several bytes is never read in halves, and leaves a line without
 * its end for the next time.
 */
export class LineCursor {
  /** Offset in bytes of the first line not yet given. */
  private offset = 0;
  private given = 0;

  constructor(private readonly path: string) {}

  /** Number of lines given so far. */
  get lines(): number {
    return this.given;
  }

  /**
   * The whole lines that were added, without their ends; none when there is no file yet. Throws
   * `RunFolderError` when the file got shorter, for then it is no longer the same run.
   */
  readLines(): string[] {
    const file = this.open();
    if (file === undefined) return [];
    try {
      const { size } = fstatSync(file);
      if (size < this.offset) {
        const says = `${this.path} became shorter while it was read; open the run again.`;
        throw new RunFolderError(says, 'FORMAT', this.path);
      }
      const lines: string[] = [];
      let bytes = chunkBytes;
      while (this.offset < size) {
        const read = this.readChunk(file, Math.min(bytes, size - this.offset), lines);
        if (read) bytes = chunkBytes;
        else if (bytes < size - this.offset) bytes *= 2;
        else break;
      }
      this.given += lines.length;
      return lines;
    } catch (error) {
      throw asRunFolderError(error, this.path);
    } finally {
      closeSync(file);
    }
  }

  private open(): number | undefined {
    try {
      return openSync(this.path, 'r');
    } catch (error) {
      if (isSystemError(error) && error.code === 'ENOENT') return undefined;
      throw asRunFolderError(error, this.path);
    }
  }

  private readChunk(file: number, length: number, lines: string[]): boolean {
    const buffer = Buffer.allocUnsafe(length);
    const count = readSync(file, buffer, 0, length, this.offset);
    const end = buffer.subarray(0, count).lastIndexOf(newline);
    if (end < 0) return false;
    for (const line of buffer.toString('utf8', 0, end).split('\n')) lines.push(line);
    this.offset += end + 1;
    return true;
  }
}
