import type { RunView } from '../protocol/runView';
import { RunReader } from './runReader';

/**
 * A run as its folder tells it now. A torn last line is left for later, a line that makes no sense
 * is told in `problems`, and a run whose trainer is gone is `crashed`. Throws `RunFolderError`.
 */
export function readRun(folder: string): RunView {
  return new RunReader(folder).view;
}
