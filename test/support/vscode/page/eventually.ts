import { setTimeout as pause } from 'node:timers/promises';

/** How long a machine under load may take, in milliseconds, until the editor counts as broken. */
export const patience = 30_000;

/**
 * Looks again and again until `look` gives something other than undefined or false. What `look` throws
 * (an element that was just redrawn) counts as not yet. Fails with `what` and the last error.
 */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  milliseconds = patience,
): Promise<T> {
  const end = Date.now() + milliseconds;
  let last: unknown;
  for (;;) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) {
      const because = last === undefined ? '' : ` Last error: ${firstLine(last)}`;
      throw new Error(`Waited ${milliseconds} ms in vain for ${what}.${because}`);
    }
    await pause(50);
  }
}

function firstLine(error: unknown): string {
  return String(error).split('\n')[0] ?? '';
}

/** Reads until two readings, 100 ms apart, are alike and `good` agrees. */
export async function settled<T>(
  what: string,
  read: () => Promise<T>,
  good: (value: T) => boolean = () => true,
  milliseconds = patience,
): Promise<T> {
  let before: string | undefined;
  return eventually<T>(
    what,
    async () => {
      const value = await read();
      const now = JSON.stringify(value);
      const same = now === before;
      before = now;
      if (same && good(value)) return value;
      await pause(50);
      return undefined;
    },
    milliseconds,
  );
}
