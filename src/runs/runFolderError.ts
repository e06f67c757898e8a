import { basename, dirname } from 'node:path';

/** A run folder that could not be written or read, said so that a person can act on it. */
export class RunFolderError extends Error {
  override readonly name = 'RunFolderError';
  constructor(
    message: string,
    /** The system's code, such as `ENOSPC`; `FORMAT` where a file was read and made no sense. */
    readonly code: string,
    readonly path: string,
  ) {
    super(message);
  }
}

/** Turns what the file system threw into one clear sentence; anything else comes back as it is. */
export function asRunFolderError(error: unknown, path: string): unknown {
  if (error instanceof RunFolderError || !isSystemError(error)) return error;
  return new RunFolderError(describe(error, path), error.code, path);
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}

function describe(error: NodeJS.ErrnoException & { code: string }, path: string): string {
  const file = basename(path);
  const folder = dirname(path);
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full: ${file} could not be written in ${folder} (${error.code}). Free some space or choose another folder with --out.`;
    case 'EROFS':
      return `The file system is read-only: ${file} could not be written in ${folder} (EROFS). Choose another folder with --out.`;
    case 'EACCES':
    case 'EPERM':
      return `Permission was denied for ${file} in ${folder} (${error.code}). Change the folder's permissions or choose another folder with --out.`;
    case 'ENOENT':
      return `There is no ${file} in ${folder} (ENOENT).`;
    case 'ENOTDIR':
      return `A part of ${path} is a file where a folder is needed (ENOTDIR).`;
    case 'EMFILE':
    case 'ENFILE':
      return `Too many files are open to reach ${file} in ${folder} (${error.code}).`;
    default:
      return `${file} in ${folder} could not be reached: ${error.message}`;
  }
}
