/** Steps that a call of the engine may have at most; more gain nothing. */
const mostSteps = 16;
/** Numbers that a chunk of mini-batches may hold, so that it stays in the cache. */
const mostNumbers = 2 ** 20;
/** Time that a call may take, milliseconds: events are fresh, and a stop is obeyed at once. */
const longestCall = 15;

/**
 * How many steps go into one call of the engine. It is found by time, but the results do not
 * depend on it.
 */
export class Pace {
  private readonly most: number;
  private stepTime = Infinity;

  /** @param numbersAStep inputs, targets and masks of one mini-batch */
  constructor(numbersAStep: number) {
    this.most = Math.max(1, Math.min(mostSteps, Math.floor(mostNumbers / numbersAStep)));
  }

  get steps(): number {
    return Math.max(1, Math.min(this.most, Math.floor(longestCall / this.stepTime)));
  }

  /** A call had so many steps and took so many milliseconds. */
  took(steps: number, time: number): void {
    const stepTime = time / steps;
    this.stepTime = this.stepTime === Infinity ? stepTime : (this.stepTime + stepTime) / 2;
  }
}
