import { parsePath, valueAt } from '../../../config/configPath';
import type { Params, ParamValue } from '../../../protocol/searchSpace';
import type { Settings } from '../../../protocol/settings';
import type { ScanKind } from '../../../protocol/sweep';
import { shownMetrics, type SweepHead } from '../../../protocol/sweepMessages';
import type { SweepView, TrialRow } from '../../../protocol/sweepView';
import { plannedTrials } from '../../../sweep/search/makeSearch';

/** @param settings of the config as it was when the sweep began; undefined when its copy is gone */
export function sweepHead({ record, state }: SweepView, settings: Settings | undefined): SweepHead {
  const { id, name, plan, scan, created, ended } = record;
  const planned = plannedTrials(plan);
  const isLengthFree = plan.parameters['training.epochs'] !== undefined;
  return {
    ...{ id, name, state, plan, created },
    ...(scan && { scan }),
    ...(ended !== undefined && { ended }),
    ...(planned !== undefined && { planned }),
    ...(settings && !isLengthFree && { epochs: settings.training.epochs }),
    own: settings ? ownValues(settings, Object.keys(plan.parameters)) : {},
  };
}

/** A trial with the metrics that are drawn, and no more digits than anybody reads. */
export function thinRow(row: TrialRow): TrialRow {
  const { result } = row;
  if (!result) return row;
  const metrics = Object.fromEntries(
    shownMetrics.flatMap((id) => {
      const value = result.metrics[id];
      return value === undefined ? [] : [[id, Number(value.toPrecision(5))] as const];
    }),
  );
  return { ...row, result: { ...result, metrics } };
}

/** "guided search", "weight-decay scan". */
export function kindInWords({ plan, scan }: SweepView['record']): string {
  return scan ? scanWords[scan] : `${plan.search} search`;
}

const scanWords: Readonly<Record<ScanKind, string>> = {
  weight_decay: 'weight-decay scan',
  init_scale: 'initialization-scale scan',
  train_samples: 'training-set-size scan',
};

function ownValues(settings: Settings, paths: readonly string[]): Params {
  return Object.fromEntries(
    paths.flatMap((path) => {
      const value = valueAt(settings, parsePath(path));
      return value === undefined ? [] : [[path, value as ParamValue] as const];
    }),
  );
}
