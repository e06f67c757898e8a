import { setTimeout as pause } from 'node:timers/promises';

/** Asks again and again until the answer is there; fails with `what` after some seconds. */
export async function waitFor<T>(
  what: string,
  look: () => T | undefined | false,
  milliseconds = 30_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms in vain for ${what}.`);
    await pause(10);
  }
}
