import { closeSync, openSync, readFileSync, rmSync } from 'node:fs';

/** Takes what a process says when nobody may be left to read a pipe. */
export class NoiseFile {
  /** For `stdio`: the file, or nothing where it cannot be written. */
  readonly output: number | 'ignore';

  constructor(private readonly path: string) {
    this.output = open(path);
  }

  /** What was said, once the process is gone; the file goes too when that is nothing. */
  takeLines(): readonly string[] {
    if (this.output === 'ignore') return [];
    closeSync(this.output);
    try {
      const lines = readFileSync(this.path, 'utf8').split(/\r?\n/);
      if (lines.at(-1) === '') lines.pop();
      if (lines.length === 0) rmSync(this.path, { force: true });
      return lines;
    } catch {
      // The run folder was taken away meanwhile: there is nobody to tell about its noise.
      return [];
    }
  }
}

function open(path: string): number | 'ignore' {
  try {
    return openSync(path, 'a');
  } catch {
    return 'ignore';
  }
}
