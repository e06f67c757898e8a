import type { RunView } from '../../src/protocol/runView';
import { formatCount, formatEpoch, formatPercent } from '../words/formatNumber';
import { formatSeconds } from '../words/formatTime';

/** How much of a run is done, in [0, 1]; 0 before its first event. */
export function shareDone({ record, started, steps, epochs }: RunView): number {
  const bySteps = started?.totalSteps ? (steps.at(-1)?.step ?? 0) / started.totalSteps : 0;
  const planned = record.settings.training.epochs;
  const byEpochs = planned > 0 ? (epochs.at(-1)?.epoch ?? 0) / planned : 0;
  return Math.min(1, Math.max(bySteps, byEpochs));
}

/** Where a run is, or how it ended, as short facts: "epoch 7 of 20", "about 8 s left". */
export function progressFacts(view: RunView): readonly string[] {
  return view.outcome === 'running' ? running(view) : over(view);
}

function running(view: RunView): readonly string[] {
  const { record, started, steps, epochs } = view;
  if (!started) return ['starting'];
  const epoch = Math.max(steps.at(-1)?.epoch ?? 0, epochs.at(-1)?.epoch ?? 0);
  const cost = epochs.findLast((one) => one.monitoringShare !== undefined)?.monitoringShare;
  return [
    `epoch ${formatEpoch(Math.floor(epoch))} of ${formatCount(record.settings.training.epochs)}`,
    formatPercent(shareDone(view)),
    ...remaining(view),
    ...(cost === undefined ? [] : [`observing takes ${formatPercent(cost)} of the time`]),
  ];
}

/** Nothing before a twentieth is done: a guess out of less is wrong by too much. */
function remaining(view: RunView): readonly string[] {
  const share = shareDone(view);
  const first = Date.parse(view.started?.at ?? '');
  const last = Math.max(Date.parse(view.steps.at(-1)?.at ?? ''), first);
  const passed = (last - first) / 1000;
  if (!(share > 0.05) || !(passed > 1)) return [];
  const left = (passed / share) * (1 - share);
  return [
    `about ${left < 10 ? formatSeconds(left) : formatSeconds(Math.round(left)).replace('.0', '')} left`,
  ];
}

function over({ outcome, ended, record, steps, epochs }: RunView): readonly string[] {
  const epoch = Math.max(steps.at(-1)?.epoch ?? 0, epochs.at(-1)?.epoch ?? 0);
  const reason = ended?.reason ?? record.reason;
  const planned = record.settings.training.epochs;
  const at = epoch < planned ? ` at epoch ${formatEpoch(epoch)} of ${formatCount(planned)}` : '';
  return [
    `${outcome}${outcome === 'finished' ? '' : at}${reason === undefined ? '' : `: ${reason}`}`,
    ...(ended ? [formatSeconds(ended.seconds)] : []),
    ...(ended && ended.seconds > 0
      ? [`observing took ${formatPercent(ended.monitoringSeconds / ended.seconds)} of the time`]
      : []),
  ];
}
