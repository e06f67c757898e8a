import type { EpochEnded, RunEvent, StepEnded } from '../../protocol/events';
import { ThinnedSeries } from './thinnedSeries';
import { groupSize, type SeriesSize } from './thinning';

/** What is known of a run's events before its first step. */
export interface ExpectedEvents {
  readonly looks: SeriesSize;
  readonly epochs: number;
}

/** About 8 numbers and their names. */
const epochBytes = 400;
const epochQuantities = 4;

/**
 * Where the events of the training loop go: all of them, but in runs so long that their file would
 * pass 50 MB. Those keep of each group of looks, and of epochs, the first, the last and the extremes.
 */
export class EventRecord {
  /** For people, where something is left out. */
  readonly says: string | undefined;
  private readonly steps: ThinnedSeries<StepEnded>;
  private readonly epochs: ThinnedSeries<EpochEnded>;

  constructor(
    private readonly emit: (...events: readonly RunEvent[]) => void,
    expected: ExpectedEvents,
  ) {
    const looks = groupSize('looks', expected.looks);
    const epochs = groupSize('epochs', {
      count: expected.epochs,
      bytes: epochBytes,
      quantities: epochQuantities,
    });
    this.steps = new ThinnedSeries(looks, ({ trainLoss, metrics }) => ({ ...metrics, trainLoss }));
    this.epochs = new ThinnedSeries(
      epochs,
      ({ trainLoss, trainScore, validationLoss, validationScore }) => ({
        trainLoss,
        trainScore,
        validationLoss,
        validationScore,
      }),
    );
    this.says = sayThinning({ looks, epochs });
  }

  look(event: StepEnded, stays: boolean): void {
    this.write(this.steps.add(event, { stays }));
  }

  /** A step that was not looked at: its loss and learning rate. */
  plain(event: StepEnded): StepEnded[] {
    return this.steps.addBetween(event);
  }

  epoch(event: EpochEnded): void {
    const isEvaluated = Object.keys(event.metrics).length > 0;
    this.write(this.epochs.add(event, { stays: isEvaluated }));
  }

  /** Writes what still waits for the end of its group, as at the end of the run. */
  flush(): void {
    this.write([...this.steps.end(), ...this.epochs.end()]);
  }

  write(events: readonly RunEvent[]): void {
    if (events.length > 0) this.emit(...events);
  }
}

function sayThinning(groups: { readonly looks: number; readonly epochs: number }) {
  const said = Object.entries(groups)
    .filter(([, size]) => size > 1)
    .map(([name, size]) => `${size} ${name}`);
  if (said.length === 0) return undefined;
  return (
    `Of every ${said.join(' and of every ')} the first and the last are recorded, and those with ` +
    'the lowest and the highest value of a metric of the run; all of them would pass 50 MB.'
  );
}
