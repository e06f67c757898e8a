import { DataError } from './dataError';

/** A file that is not what its format asks for. Its reader does not know who named the file. */
export class FormatError extends Error {
  override readonly name = 'FormatError';
}

/** Runs `read`; a FormatError in it becomes a DataError at the config path that named the file. */
export function blaming<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) throw new DataError(path, error.message);
    throw error;
  }
}
