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
    /**
     * Milliseconds after which it goes on to its end unasked, so that it does not keep a node from
     * others for ever; a person's pause lasts as long as it likes.
     */
    private readonly atMost = Infinity,
  ) {}

  /** Resolves when the run may go on after an epoch, or is to stop. Throws when nobody is left to say so. */
  async after(epoch: number): Promise<void> {
    // Who pauses a run asks it, while it trains, to go on until an epoch that is over already.
    this.take(this.control.goOnRequested());
    const since = performance.now();
    while (epoch >= this.epoch && !this.stop.look()) {
      const goOn = this.control.goOnRequested();
      if (goOn) this.take(goOn);
      else if (this.epoch > 0 && performance.now() - since > this.atMost) this.epoch = Infinity;
      else if (process.ppid !== this.starter) throw new Error(`${gone} after epoch ${epoch}.`);
      else await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }

  private take(goOn: { readonly until?: number } | undefined): void {
    if (goOn) this.epoch = goOn.until ?? Infinity;
  }
}

const gone = 'The sweep that was to say whether this run goes on is gone; it held';
