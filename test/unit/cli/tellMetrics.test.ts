import assert from 'node:assert/strict';
import { tellCosts, tellLayers } from '../../../src/cli/words/tellMetrics';
import type { StepEnded } from '../../../src/protocol/events';
import { emptyRunView, type RunView } from '../../../src/protocol/runView';
import type { RunRecord } from '../../../src/protocol/runRecord';

const empty = emptyRunView({ outcome: 'finished' } as RunRecord);

function step(metrics: StepEnded['metrics'], layers: StepEnded['layers'] = {}, at = 1): StepEnded {
  const common = { type: 'step.ended', at: '', epoch: at, trainLoss: 1, learningRate: 1 } as const;
  return { ...common, step: at, metrics, layers };
}

describe('what the command line says of metrics', () => {
  it('names the dearest in shares of the run', () => {
    const view: RunView = {
      ...empty,
      ended: {
        type: 'run.ended',
        at: '',
        outcome: 'finished',
        seconds: 10,
        monitoringSeconds: 3,
        monitoringByMetric: { oui: 0.5, sharpness: 2, train_loss: 0.3, update_ratio: 0.2 },
      },
    };
    assert.deepEqual(tellCosts(view), [
      'observing   sharpness 20.0 %, OUI 5.0 %, train loss 3.0 %, all others 2.0 % of the run',
    ]);
    assert.deepEqual(tellCosts(empty), []);
  });

  it('names the layer that stands out, by the last look that has the metric', () => {
    const view = {
      ...empty,
      steps: [
        step({}, { hidden1: { dead_units: 0.9 }, hidden2: { dead_units: 0 } }),
        step({}, { hidden1: { dead_units: 0.01 }, hidden2: { dead_units: 0.7 } }, 2),
        step({}, { hidden1: { oui: 0.5 } }, 3),
      ],
    };
    assert.deepEqual(tellLayers(view), [
      'layers      hidden2 stands out in dead units: 0.7; the others 0.01 to 0.01',
    ]);
    assert.deepEqual(tellLayers(empty), []);
  });

  it('says the stage of feature learning where it can be told', () => {
    const look = (alignment: number, ratio: number) =>
      step({ gradient_feature_alignment: alignment, off_diagonal_ratio: ratio });
    const view = { ...empty, steps: [look(0, 0.05), look(0.6, 0.05), look(0.6, 0.02)] };
    assert.match(tellLayers(view)[0] ?? '', /^features +interactive stage/);
    assert.deepEqual(tellLayers({ ...empty, steps: [look(0.2, 0.05)] }), []);
  });
});
