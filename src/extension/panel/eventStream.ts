import type { RunEvent } from '../../protocol/events';
import type { RunView } from '../../protocol/runView';

/** The part of a run that the panel does not have yet; views of a run only ever grow. */
export class EventStream {
  private steps = 0;
  private epochs = 0;
  private adjustments = 0;
  private startTold = false;
  private endTold = false;

  constructor(private view: RunView) {}

  /** The view for the first message: all but its steps, epochs, adjustments and end. */
  opening(): RunView {
    const { record, started, problems, outcome } = this.view;
    this.startTold = started !== undefined;
    return {
      record,
      steps: [],
      epochs: [],
      adjustments: [],
      outcome,
      ...(started && { started }),
      ...(problems && { problems }),
    };
  }

  /** Takes the run as it is now; false when it has less than before, as after a new start. */
  grow(view: RunView): boolean {
    this.view = view;
    return (
      view.steps.length >= this.steps &&
      view.epochs.length >= this.epochs &&
      view.adjustments.length >= this.adjustments
    );
  }

  /** Events not told yet. */
  get behind(): number {
    const { steps, epochs, adjustments, started, ended } = this.view;
    return (
      steps.length -
      this.steps +
      (epochs.length - this.epochs) +
      (adjustments.length - this.adjustments) +
      (started && !this.startTold ? 1 : 0) +
      (ended && !this.endTold ? 1 : 0)
    );
  }

  /** The next events, at most so many; the end comes last. */
  take(most: number): readonly RunEvent[] {
    const { view } = this;
    const events: RunEvent[] = [];
    const room = (): number => most - events.length;
    if (view.started && !this.startTold) {
      events.push(view.started);
      this.startTold = true;
    }
    const epochs = view.epochs.slice(this.epochs, this.epochs + room());
    this.epochs += epochs.length;
    events.push(...epochs);
    const steps = view.steps.slice(this.steps, this.steps + room());
    this.steps += steps.length;
    events.push(...steps);
    const adjustments = view.adjustments.slice(this.adjustments, this.adjustments + room());
    this.adjustments += adjustments.length;
    events.push(...adjustments);
    if (view.ended && !this.endTold && room() > 0) {
      events.push(view.ended);
      this.endTold = true;
    }
    return events;
  }
}
