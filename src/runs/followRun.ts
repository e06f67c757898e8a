import { watch } from 'node:fs';
import type { RunView } from '../protocol/runView';
import { RunReader } from './runReader';

export interface FollowOptions {
  /** Ends the following; the run itself goes on. */
  readonly signal?: AbortSignal;
  /** Looks at least this often, for file systems that tell of no changes. Default 250. */
  readonly pollMilliseconds?: number;
}

/** Events of a fast trainer are gathered for this long before they are told. */
const gatherMilliseconds = 40;

/**
 * Tells a run's view now and after every change, until the run has ended (in whatever way: a
 * trainer that dies ends it as crashed) or the signal comes. Resolves to the last view; rejects with
 * `RunFolderError` when the folder cannot be read, and with what `onChange` throws.
 */
export async function followRun(
  folder: string,
  onChange: (view: RunView) => void,
  { signal, pollMilliseconds = 250 }: FollowOptions = {},
): Promise<RunView> {
  const reader = new RunReader(folder);
  const bell = new Bell();
  const stopWatching = watchFolder(folder, () => bell.ring());
  const ring = () => bell.ring();
  signal?.addEventListener('abort', ring);
  try {
    onChange(reader.view);
    while (reader.view.outcome === 'running' && !signal?.aborted) {
      await bell.heard(pollMilliseconds);
      if (!signal?.aborted) await pause(gatherMilliseconds);
      if (reader.update()) onChange(reader.view);
    }
    return reader.view;
  } finally {
    signal?.removeEventListener('abort', ring);
    stopWatching();
  }
}

/** Remembers a ring that nobody was waiting for. */
class Bell {
  private rung = false;
  private wake: (() => void) | undefined;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  async heard(atMostMilliseconds: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMostMilliseconds);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.rung = false;
  }
}

/** Where watching is not possible (network folders, no watches left) the polling serves alone. */
function watchFolder(folder: string, onChange: () => void): () => void {
  try {
    const watcher = watch(folder, onChange);
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => undefined;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
