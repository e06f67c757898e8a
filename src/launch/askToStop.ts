import { requestStop } from '../runs/control';
import { RunFolderError } from '../runs/runFolderError';

/**
 * Asks a trainer to stop; false where a full or read-only disk takes no request, and other means have
 * to do.
 */
export function askToStop(folder: string): boolean {
  try {
    requestStop(folder);
    return true;
  } catch (error) {
    if (error instanceof RunFolderError) return false;
    throw error;
  }
}
