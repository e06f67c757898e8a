import { statSync } from 'node:fs';
import type { DatasetSource } from '../../protocol/settings';
import { sourceFiles } from './sourceFiles';

/** Beyond this, loading takes long enough that somebody may want to stop it: bytes, or numbers. */
const large = 2_000_000;

/** Whether data take more than a few tenths of a second to load: large files, or many made numbers. */
export function takesLong(source: DatasetSource): boolean {
  if (source.kind === 'synthetic') return source.samples * source.dimension > large;
  return sourceFiles(source).reduce((sum, file) => sum + bytesOf(file), 0) > large;
}

/** 0 for what cannot be looked at: reading it will say why. */
function bytesOf(file: string): number {
  try {
    const { size } = statSync(file);
    return file.endsWith('.gz') ? 4 * size : size;
  } catch {
    return 0;
  }
}
