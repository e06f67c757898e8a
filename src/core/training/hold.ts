import type { ControlReader } from '../../runs/control';
import type { StopSignal } from './stopSignal';

/** How often a run that holds looks whether it may go on, milliseconds. */
const lookEvery = 5;

/**
 * Holds a run after an epoch until its sweep says how far it may go on. A run whose starter is gone
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
    while (epoch >= this.epoch && !this.stop.look()) {
      const goOn = this.control.goOnRequested();
      if (goOn) this.epoch = goOn.until ?? Infinity;
      else if (process.ppid !== this.starter) throw new Error(`${gone} after epoch ${epoch}.`);
      else await new Promise((resolve) => setTimeout(resolve, lookEvery));
    }
  }
}

const gone = 'The sweep that was to say whether this run goes on is gone; it held';
