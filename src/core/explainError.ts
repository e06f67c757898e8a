import { DataError } from './data/dataError';
import { FormatError } from './data/formatError';
import { EngineError } from './engines/engineError';

/** What ended the work, for people and for the exit code. */
export interface Explanation {
  /** One line that ends as a sentence; where a config key is to blame, it begins with its path. */
  readonly says: string;
  /** Config path of the key that is to blame. */
  readonly path?: string;
  /** 2 where something else should have been asked for, 1 where the work itself failed. */
  readonly exitCode: 1 | 2;
}

export function explainError(error: unknown): Explanation {
  const line = sentence(error instanceof Error ? error.message : String(error));
  if (error instanceof DataError || error instanceof EngineError) {
    const { path } = error;
    return {
      says: line.toLowerCase().startsWith(path) ? line : `${path}: ${line}`,
      path,
      exitCode: 2,
    };
  }
  if (error instanceof FormatError) return { says: line, exitCode: 2 };
  if (error instanceof RangeError && lackOfMemory.test(line)) {
    const says = 'Smaller layers, smaller batches or fewer samples need less.';
    return { says: `There is not enough memory for this (${error.message}). ${says}`, exitCode: 1 };
  }
  return { says: line, exitCode: 1 };
}

/** How V8 refuses an array that is longer than arrays can be, or than the memory that is left. */
const lackOfMemory = /^(Invalid (typed )?array length|Array buffer allocation failed)/;

function sentence(text: string): string {
  const line = text.trim().replace(/\s*\n\s*/g, ' ');
  return /[.?!]$/.test(line) ? line : `${line}.`;
}
