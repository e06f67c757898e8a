import type { Engine } from '../../../src/core/engines/engine';
import { train } from '../../../src/core/training/train';
import type { EpochEnded, RunEnded, RunEvent, StepEnded } from '../../../src/protocol/events';
import type { Settings } from '../../../src/protocol/settings';
import { dataOf } from '../observe/smallRun';

export interface Recorded {
  readonly events: readonly RunEvent[];
  readonly steps: readonly StepEnded[];
  readonly epochs: readonly EpochEnded[];
  readonly ended: RunEnded;
}

/** Trains to the end and keeps the events. `isRequested` is asked as a stop signal is. */
export async function trainSmall(
  engine: Engine,
  settings: Settings,
  isRequested: () => boolean = () => false,
): Promise<Recorded> {
  const events: RunEvent[] = [];
  const ended = await train(
    { runId: 'test', settings, dataset: await dataOf(settings), engine },
    { emit: (...more) => void events.push(...more), stop: { isRequested } },
  );
  return {
    events,
    steps: events.filter((event) => event.type === 'step.ended'),
    epochs: events.filter((event) => event.type === 'epoch.ended'),
    ended,
  };
}

/** Events without what a clock says. */
export function withoutTimes(events: readonly RunEvent[]): readonly object[] {
  return events.map((event) => {
    switch (event.type) {
      case 'epoch.ended':
        return { ...event, at: '', monitoringShare: 0 };
      case 'run.ended':
        return {
          ...event,
          at: '',
          seconds: 0,
          monitoringSeconds: 0,
          costs: {},
          monitoringByMetric: {},
        };
      case 'run.started':
      case 'step.ended':
      case 'monitor.adjusted':
        return { ...event, at: '' };
    }
  });
}
