import type { RunView } from '../../src/protocol/runView';
import { alignmentChart } from './alignmentChart';
import type { ChartSpec } from './chartSpec';
import { deadUnitsChart } from './deadUnitsChart';
import { learningRateChart } from './learningRateChart';
import { lossChart } from './lossChart';
import { ouiChart } from './ouiChart';
import { scoreChart } from './scoreChart';
import { updateRatioChart } from './updateRatioChart';
import { weightsChart } from './weightsChart';

/** Every chart that a run can have, in the order in which they are read; made one by one. */
export const chartMakers: readonly ((view: RunView) => ChartSpec | undefined)[] = [
  ouiChart,
  lossChart,
  scoreChart,
  alignmentChart,
  weightsChart,
  updateRatioChart,
  learningRateChart,
  deadUnitsChart,
];

/** Every chart of a run, in the order in which they are read. */
export function runCharts(view: RunView): readonly ChartSpec[] {
  return chartMakers.flatMap((make) => make(view) ?? []);
}
