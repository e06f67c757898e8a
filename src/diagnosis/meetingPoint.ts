import type { EpochEnded } from '../protocol/events';
import type { RunView } from '../protocol/runView';

/** Where two runs can be held beside each other. */
export interface Meeting {
  readonly before: EpochEnded;
  readonly after: EpochEnded;
  /** Whether both are the ends of finished runs. */
  readonly ends: boolean;
  /** Of the later run, as is `share`, in [0, 1]. */
  readonly epoch: number;
  readonly share: number;
  /** Before half of a run, or while one still runs, a comparison is no answer yet. */
  readonly early: boolean;
  /** Why not the ends, a clause; empty for the ends. */
  readonly why: string;
}

/**
 * The ends of two finished runs; else the last epoch after the first update that both reached with
 * finite losses. Undefined where there is none.
 */
export function meetingPoint(before: RunView, after: RunView): Meeting | undefined {
  const own = readable(before);
  const other = readable(after);
  const lastBefore = own.at(-1);
  const lastAfter = other.at(-1);
  if (!lastBefore || !lastAfter) return undefined;
  if (before.outcome === 'finished' && after.outcome === 'finished') {
    return {
      ...{ before: lastBefore, after: lastAfter, ends: true },
      ...{ epoch: lastAfter.epoch, share: 1, early: false, why: '' },
    };
  }
  const epoch = Math.min(lastBefore.epoch, lastAfter.epoch);
  const a = own.find((ended) => ended.epoch === epoch);
  const b = other.find((ended) => ended.epoch === epoch);
  if (!a || !b) return undefined;
  const share = Math.min(1, epoch / Math.max(1, after.record.settings.training.epochs));
  const running = before.outcome === 'running' || after.outcome === 'running';
  const which = after.outcome === 'finished' ? 'the run before' : 'this run';
  const outcome = after.outcome === 'finished' ? before.outcome : after.outcome;
  return {
    ...{ before: a, after: b, ends: false, epoch, share },
    early: running || share < 0.5,
    why: `${which} ${outcome === 'running' ? 'is still running' : `ended there (${outcome})`}`,
  };
}

function readable({ epochs }: RunView): readonly EpochEnded[] {
  return epochs.filter(({ epoch, trainLoss }) => epoch > 0 && Number.isFinite(trainLoss));
}
