import type {
  EpochEnded,
  MonitorAdjusted,
  RunEnded,
  RunEvent,
  RunOutcome,
  RunStarted,
  StepEnded,
} from './events';
import type { RunRecord } from './runRecord';

/** A run as everybody who looks at it sees it: its record and its events, folded. */
export interface RunView {
  readonly record: RunRecord;
  readonly started?: RunStarted;
  readonly steps: readonly StepEnded[];
  readonly epochs: readonly EpochEnded[];
  readonly adjustments: readonly MonitorAdjusted[];
  readonly ended?: RunEnded;
  readonly outcome: RunOutcome;
  /** What of the run's files could not be read, a sentence each; absent when all could. */
  readonly problems?: readonly string[];
}

export function emptyRunView(record: RunRecord): RunView {
  return { record, steps: [], epochs: [], adjustments: [], outcome: record.outcome };
}

/**
 * Adds events to a view; the given view stays as it was. A second start is that of a trainer that
 * began again from the beginning (a cluster moved it to another node): it alone counts.
 */
export function foldEvents(view: RunView, events: readonly RunEvent[]): RunView {
  const again = events.findLastIndex(
    ({ type }, i) => type === 'run.started' && (i > 0 || isBegun(view)),
  );
  if (again >= 0) {
    const { record, problems } = view;
    const empty: RunView = { ...emptyRunView(record), ...(problems && { problems }) };
    return addEvents(empty, events.slice(again));
  }
  return addEvents(view, events);
}

function isBegun({ started, ended, steps, epochs }: RunView): boolean {
  return started !== undefined || ended !== undefined || steps.length > 0 || epochs.length > 0;
}

function addEvents(view: RunView, events: readonly RunEvent[]): RunView {
  const steps = [...view.steps];
  const epochs = [...view.epochs];
  const adjustments = [...view.adjustments];
  let { started, ended } = view;
  for (const event of events) {
    switch (event.type) {
      case 'run.started':
        started = event;
        break;
      case 'step.ended':
        steps.push(event);
        break;
      case 'epoch.ended':
        epochs.push(event);
        break;
      case 'monitor.adjusted':
        adjustments.push(event);
        break;
      case 'run.ended':
        ended = event;
        break;
    }
  }
  return {
    record: view.record,
    ...(view.problems && { problems: view.problems }),
    steps,
    epochs,
    adjustments,
    outcome: ended?.outcome ?? view.outcome,
    ...(started && { started }),
    ...(ended && { ended }),
  };
}
