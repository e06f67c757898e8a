import type { ControlReader } from '../../runs/control';

/** How often the control file is looked at, milliseconds. */
const lookEvery = 100;

/** Whether somebody wants the run to end: a line in `control.jsonl`, or a signal. */
export class StopSignal {
  private requested = false;
  private lastLook = 0;
  private readonly onSignal = () => {
    this.requested = true;
  };

  constructor(
    private readonly control: Pick<ControlReader, 'stopRequested'>,
    private readonly signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'],
  ) {
    for (const signal of signals) process.on(signal, this.onSignal);
  }

  /** Looks at the control file at once, for somebody who has nothing else to do. */
  look(): boolean {
    this.lastLook = -lookEvery;
    return this.isRequested();
  }

  /** Cheap enough to ask after every step. */
  isRequested(): boolean {
    const now = performance.now();
    if (!this.requested && now - this.lastLook >= lookEvery) {
      this.lastLook = now;
      this.requested = this.control.stopRequested();
    }
    return this.requested;
  }

  release(): void {
    for (const signal of this.signals) process.off(signal, this.onSignal);
  }
}
