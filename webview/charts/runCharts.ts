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

/** Every chart of a run, in the order in which they are read. */
export function runCharts(view: RunView): readonly ChartSpec[] {
  const dead = deadUnitsChart(view);
  return [
    ouiChart(view),
    lossChart(view),
    scoreChart(view),
    alignmentChart(view),
    weightsChart(view),
    updateRatioChart(view),
    learningRateChart(view),
    ...(dead ? [dead] : []),
  ];
}
