/** Time, so that a test can let it pass. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Does something later, unless it is called off. */
  later(milliseconds: number, act: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  later: (milliseconds, act) => {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};
