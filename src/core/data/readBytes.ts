import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { FormatError, blaming } from './formatError';

const unzip = promisify(gunzip);

/**
 * The bytes of a file, unpacked when they are gzip data (told by the first two bytes, 1f 8b).
 * Throws DataError at `configPath` when the file is missing, unreadable, empty or damaged.
 */
export async function readBytes(file: string, configPath: string): Promise<Uint8Array> {
  try {
    return await readUnpacked(file);
  } catch (error) {
    return blaming(configPath, () => {
      throw error;
    });
  }
}

/** The same for a file that no config names. Throws FormatError. */
export async function readUnpacked(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new FormatError(`${file} ${reasonUnread(error)}`);
  });
  if (bytes.length === 0) throw new FormatError(`${file} is empty (0 bytes)`);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (!file.endsWith('.gz')) return bytes;
    const start = bytes.subarray(0, 2).toString('hex');
    throw new FormatError(`${file} is not gzip data: it starts with ${start}, gzip with 1f8b`);
  }
  const unpacked = await unzip(bytes).catch((error: NodeJS.ErrnoException) => {
    throw new FormatError(`${file} ${reasonPacked(error)}`);
  });
  if (unpacked.length === 0) throw new FormatError(`${file} unpacks to nothing (0 bytes)`);
  return unpacked;
}

function reasonUnread(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EISDIR':
      return 'is a folder, not a file';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read (permission denied)';
    default:
      return `could not be read: ${error.message}`;
  }
}

function reasonPacked(error: NodeJS.ErrnoException): string {
  return error.code === 'Z_BUF_ERROR'
    ? 'is truncated: its gzip data ends too early; copy or download it again'
    : `is damaged gzip data (${error.message}); copy or download it again`;
}
