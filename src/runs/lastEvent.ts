import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { RunEnded } from '../protocol/events';
import { parseEvents } from './parseEvents';
import { runPaths } from './runFolder';
import { asRunFolderError, isSystemError } from './runFolderError';

const tailBytes = 4096;

/** The run's last event when it is `run.ended`, read from the file's end only. */
export function readRunEnded(folder: string): RunEnded | undefined {
  const path = runPaths(folder).events;
  try {
    const file = openSync(path, 'r');
    try {
      const { size } = fstatSync(file);
      const tail = Buffer.alloc(Math.min(tailBytes, size));
      readSync(file, tail, 0, tail.length, size - tail.length);
      const [line] = tail.toString('utf8').split('\n').slice(-2);
      const event = parseEvents(line ? [line] : []).events[0];
      return event?.type === 'run.ended' ? event : undefined;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOENT') return undefined;
    throw asRunFolderError(error, path);
  }
}
