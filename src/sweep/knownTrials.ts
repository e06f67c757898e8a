import type { RunView } from '../protocol/runView';
import type { TrialEnded, TrialEvent, TrialPruned, TrialStarted } from '../protocol/sweep';
import { readTrial } from './readTrial';
import type { Trial } from './trial';

/**
 * The trials of a sweep as its log and its runs tell them, each number once. A trial that was at
 * work when the sweep was killed or interrupted is `lost`, unless its run came to its end.
 */
export function knownTrials(
  events: readonly TrialEvent[],
  viewOf: (run: string) => RunView | undefined,
): readonly Trial[] {
  return sortByTrial(events).map((own) => readKnown(own, viewOf));
}

interface Own {
  readonly started: TrialStarted;
  readonly pruned?: TrialPruned;
  readonly ended?: TrialEnded;
}

/** Of each trial what came with and after its last start. A number without a start ends the list. */
function sortByTrial(events: readonly TrialEvent[]): readonly Own[] {
  const trials: Own[] = [];
  for (const event of events) {
    const own = trials[event.trial];
    switch (event.type) {
      case 'trial.started':
        trials[event.trial] = { started: event };
        break;
      case 'trial.pruned':
        if (own) trials[event.trial] = { ...own, pruned: event };
        break;
      case 'trial.ended':
        if (own) trials[event.trial] = { ...own, ended: event };
        break;
    }
  }
  const gap = trials.findIndex((own: Own | undefined) => own === undefined);
  return gap < 0 ? trials : trials.slice(0, gap);
}

function readKnown({ started, pruned, ended }: Own, viewOf: (run: string) => RunView | undefined) {
  const view = started.run === null ? undefined : viewOf(started.run);
  const outcome = ended?.outcome ?? (pruned ? 'stopped' : outcomeByItself(view));
  const reason = ended?.reason ?? view?.ended?.reason;
  const trial: Trial = {
    number: started.trial,
    params: started.params,
    run: started.run,
    state: outcome ? 'ended' : 'lost',
    ...(outcome && view ? readTrial(view) : { readings: [] }),
    ...(outcome && { outcome }),
    ...(outcome && reason !== undefined && { reason }),
    ...(pruned && { pruned: { epoch: pruned.epoch, reason: pruned.reason } }),
  };
  return trial;
}

/** Of a run that nobody stopped: a crash may only tell that its sweep was killed. */
function outcomeByItself(view: RunView | undefined): 'finished' | 'diverged' | undefined {
  return view?.outcome === 'finished' || view?.outcome === 'diverged' ? view.outcome : undefined;
}
