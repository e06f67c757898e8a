import type { StopSignal } from './training/stopSignal';

/** How often it asks whether to stop, milliseconds. */
const askEvery = 50;

/**
 * What `work` gives, or undefined as soon as a stop is asked for: then the work is left alone, and
 * what becomes of it is nobody's business. It must not block the event loop.
 */
export async function unlessStopped<T>(
  work: Promise<T>,
  stop: Pick<StopSignal, 'isRequested'>,
): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const stopped = new Promise<undefined>((resolve, reject) => {
    timer = setInterval(() => {
      try {
        if (stop.isRequested()) resolve(undefined);
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    }, askEvery);
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    clearInterval(timer);
  }
}
