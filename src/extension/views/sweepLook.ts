import type { SweepState, SweepView, TrialRow, TrialStatus } from '../../protocol/sweepView';
import { isOver, rowLoss } from '../../protocol/sweepView';
import { formatMeasured } from '../words/formatMeasured';

export interface SweepLook {
  readonly icon: string;
  readonly color?: string;
  readonly words: string;
}

/** How a sweep shows its state: an icon with a colour of the theme, and the same in words. */
export function sweepLook({ state, trials }: SweepView, planned: number | undefined): SweepLook {
  const done = trials.filter(isOver).length;
  const count = planned === undefined ? `${done} trials` : `${done} of ${planned} trials`;
  return { ...stateLooks[state], words: `${stateWords[state]}${count}` };
}

/** How a trial does. */
export function trialLook({ status, result }: TrialRow): SweepLook {
  const { icon, color } = statusLooks[status];
  const loss = rowLoss({ ...(result && { result }) });
  const words = Number.isFinite(loss) ? `${status}, loss ${formatMeasured(loss)}` : status;
  return {
    icon,
    ...(color !== undefined && { color }),
    // Why is in the tooltip.
    words,
  };
}

type Look = Pick<SweepLook, 'icon' | 'color'>;

const stateLooks: Readonly<Record<SweepState, Look>> = {
  running: { icon: 'sync~spin', color: 'charts.blue' },
  paused: { icon: 'debug-pause', color: 'charts.blue' },
  finished: { icon: 'pass', color: 'charts.green' },
  stopped: { icon: 'debug-stop' },
  interrupted: { icon: 'warning', color: 'list.warningForeground' },
};

const stateWords: Readonly<Record<SweepState, string>> = {
  running: '',
  paused: 'paused, ',
  finished: '',
  stopped: 'stopped, ',
  interrupted: 'interrupted, ',
};

const statusLooks: Readonly<Record<TrialStatus, Look>> = {
  running: { icon: 'sync~spin', color: 'charts.blue' },
  held: { icon: 'watch' },
  paused: { icon: 'debug-pause' },
  finished: { icon: 'check' },
  pruned: { icon: 'circle-slash' },
  stopped: { icon: 'debug-stop' },
  diverged: { icon: 'flame', color: 'list.errorForeground' },
  crashed: { icon: 'error', color: 'list.errorForeground' },
  lost: { icon: 'debug-restart' },
};
