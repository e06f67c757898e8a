import type { MetricValues } from '../../../src/protocol/events';
import { rowLoss, rowScore, type TrialRow } from '../../../src/protocol/sweepView';
import { metricTitle } from '../../words/metricLabel';
import type { NumberStyle } from '../../words/formatNumber';

/** A number that a trial is judged by. */
export interface Measure {
  readonly id: string;
  readonly label: string;
  readonly style: NumberStyle;
  readonly scale: 'linear' | 'log';
  /** Which is better; undefined where neither is. */
  readonly better?: 'low' | 'high';
  /** NaN where a trial has none. */
  of(row: TrialRow): number;
}

/** What the trials can be judged by, the score first. */
export function measuresOf(rows: readonly TrialRow[]): readonly Measure[] {
  const held = rows.some(({ result }) => result?.validationLoss !== undefined);
  const isRegression = !rows.some(({ result }) => result?.classes !== undefined);
  const set = held ? 'Validation' : 'Training';
  const score: Measure = {
    id: 'score',
    label: `${set} ${isRegression ? 'R\u00b2' : 'accuracy'}`,
    style: 'fine',
    scale: 'linear',
    better: 'high',
    of: rowScore,
  };
  const loss: Measure = {
    id: 'loss',
    label: `${set} loss`,
    style: 'short',
    scale: 'log',
    better: 'low',
    of: rowLoss,
  };
  const metrics = new Set<string>();
  for (const { result } of rows)
    for (const id of Object.keys(result?.metrics ?? ({} as MetricValues))) metrics.add(id);
  return [
    score,
    loss,
    ...[...metrics].map((id): Measure => ({
      id,
      label: metricTitle(id),
      style: 'two',
      scale: 'linear',
      of: ({ result }) => result?.metrics[id] ?? NaN,
    })),
  ];
}
