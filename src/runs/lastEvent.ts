import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RunEnded, RunEvent } from '../protocol/events';
import { parseEvents } from './parseEvents';
import { runPaths } from './runFolder';
import { asRunFolderError, isSystemError } from './runFolderError';

/** More than any event of a sensible number of layers. */
const tailBytes = 1 << 16;

/** The run's last event when it is `run.ended`. Throws `RunFolderError`. */
export function readRunEnded(folder: string): RunEnded | undefined {
  const event = readLastEvent(folder);
  return event?.type === 'run.ended' ? event : undefined;
}

/**
 * The last whole event of a run, read from the file's end only; undefined when there is none or its
 * line makes no sense. Throws `RunFolderError`.
 */
export function readLastEvent(folder: string): RunEvent | undefined {
  const path = runPaths(folder).events;
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(tailBytes, size));
      readSync(file, tail, 0, tail.length, size - tail.length);
      const [line] = tail.toString('utf8').split('\n').slice(-2);
      return parseEvents(line ? [line] : []).events[0];
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw asRunFolderError(error, path);
  }
}
