import type { RunView } from '../../src/protocol/runView';
import { overEpochs } from './overEpochs';
import type { Series } from './series';

/** A metric of the whole run as it was observed at steps; undefined when it never was. */
export function ofRun(
  view: RunView,
  metric: string,
  line: Pick<Series, 'label' | 'role'>,
): Series | undefined {
  return overEpochs(
    view.steps,
    { id: metric, ...line },
    { key: `run ${metric}`, of: (step) => step.metrics[metric] },
  );
}
