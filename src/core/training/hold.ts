import type { ControlReader } from '../../runs/control';
import type { StopSignal } from './stopSignal';

/** How often a run that holds looks whether it may go on, milliseconds. */
const lookEvery = 5;

/**
 * Holds a run after an epoch until its starter says how far it may go on. A run whose starter is gone
 * would wait for ever: it is stopped.
 */
export class Hold {
  private readonly starter = process.ppid;

  constructor(
    /** Epoch after which it holds. */
    private epoch: number,
    private readonly control: Pick<ControlReader, 'goOnRequested'>,
    private readonly stop: Pick<StopSignal, 'look'>,
  ) {}

  /** Resolves when the run may go on after an epoch, or is to stop. Throws when nobody is left to say so. */
  async after(epoch: number): Promise<void> {
    // Who pauses a run asks it, while it trains, to go on until an epoch that is over already.
    this.take(this.control.goOnRequested());
    while (epoch >= this.epoch && !this.stop.look()) {
      const goOn = this.control.goOnRequested();
      if (goOn) this.take(goOn);
      else if (process.ppid !== this.starter) throw new Error(`${gone} after epoch ${epoch}.`);
      else await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }

  private take(goOn: { readonly until?: number } | undefined): void {
    if (goOn) this.epoch = goOn.until ?? Infinity;
  }
}

const gone = 'The sweep that was to say whether this run goes on is gone; it held';
