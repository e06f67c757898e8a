import { showOverride } from '../../config/overrides';
import type { Params } from '../../protocol/searchSpace';
import { bestOf, lossOf } from '../../sweep/objective';
import { lastReading, type Trial } from '../../sweep/trial';
import { formatMeasured } from './formatNumber';
import type { Paint } from './paint';
import type { SweepDocument, TrialDocument } from './sweepDocument';
import { table } from './table';

/** The trials as a table, best first, the reasons of those that ended early, and the best values. */
export function tellSweep({ trials, best }: SweepDocument, paint: Paint): string {
  const paths = [...new Set(trials.flatMap(({ params }) => Object.keys(params)))];
  const head = ['trial', ...paths, 'outcome', 'epochs', 'train loss', 'validation loss', 'score'];
  const rows = [...trials]
    .sort(byLoss)
    .map((trial) => [
      String(trial.trial),
      ...paths.map((path) => showValue(trial.params, path)),
      trial.prunedAt === undefined ? trial.outcome : 'pruned',
      String(trial.epochs),
      number(trial.train?.loss),
      number(trial.validation?.loss),
      number(trial.validation?.score ?? trial.train?.score),
    ]);
  return [
    table(head, rows, paint),
    ...trials.flatMap(({ trial, reason }) =>
      reason === undefined ? [] : [`Trial ${trial}: ${reason}\n`],
    ),
    best ? tellBest(best, paint) : 'No trial finished.\n',
  ].join('');
}

/** Where a sweep stands: `7 of 35 trials done  2 running  least loss 0.061 with ...`. */
export function sweepProgress(trials: readonly Trial[], planned: number | undefined): string {
  const done = trials.filter(({ state }) => state === 'ended').length;
  const running = trials.filter(({ state }) => state === 'running').length;
  const best = bestOf(trials);
  return [
    planned === undefined ? `${done} trials done` : `${done} of ${planned} trials done`,
    `${running} running`,
    ...(best
      ? [`least loss ${formatMeasured(lossOf(lastReading(best)))} with ${showParams(best.params)}`]
      : []),
  ].join('  ');
}

function tellBest({ trial, params, run }: TrialDocument, paint: Paint): string {
  return `${paint('bold', 'Best')}: trial ${trial}, ${showParams(params)} (run ${run})\n`;
}

function showParams(params: Params): string {
  return Object.entries(params)
    .map(([path, value]) => showOverride(path, value))
    .join(' ');
}

function showValue(params: Params, path: string): string {
  const value = params[path];
  return value === undefined ? '-' : showOverride('', value).slice(1);
}

function number(value: number | undefined): string {
  return value === undefined ? '-' : formatMeasured(value);
}

/** Finished ones first, each kind by its loss. */
function byLoss(a: TrialDocument, b: TrialDocument): number {
  const rank = ({ outcome }: TrialDocument) => (outcome === 'finished' ? 0 : 1);
  const loss = ({ train, validation }: TrialDocument) => {
    const value = validation?.loss ?? train?.loss ?? Infinity;
    return Number.isFinite(value) ? value : Number.MAX_VALUE;
  };
  return rank(a) - rank(b) || loss(a) - loss(b) || a.trial - b.trial;
}
