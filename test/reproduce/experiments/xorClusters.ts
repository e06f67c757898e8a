import type { Experiment } from '../experiment';
import { meanOf, range } from '../run/statistics';
import { trainPaper, weightsOf, type PaperRun } from '../run/trainPaper';
import { columnOf } from '../theory/twoLayer';

const width = 128;
const steps = 30;
const tooFewSeeds =
  'The test score rises far above chance while all labels stay fitted, but 0.9 after 30 steps is not ' +
  'sure at this size: the criterion was set from seeds 0 and 1 of the prototype (0.946, 0.957), whose ' +
  'seeds 2 to 5 give 0.834, 0.965, 0.849, 0.900.';

/** F1: one step fits every label, flipped ones too, at chance on the test; then the clusters emerge. */
export const xorClusters: Experiment = {
  name: 'xor-clusters',
  title: 'Benign overfitting on XOR clusters',
  source: 'arXiv 2310.02541',
  configs: ['xor-clusters'],
  async run(effort) {
    const seeds = range(effort === 'full' ? 3 : 1);
    const runs: Followed[] = [];
    for (const seed of seeds) runs.push(await follow(seed));
    // The score of an epoch is that before its step.
    const train = (step: number) => runs.map(({ run }) => run.epochs[step + 1]?.trainScore ?? NaN);
    const test = (step: number) => runs.map(({ run }) => run.epochs[step]?.validationScore ?? NaN);
    const line = range(steps + 1).slice(1);
    const few = seeds.length === 1 ? 'one seed' : `each of ${seeds.length} seeds`;
    return {
      criteria: [
        {
          id: 'F1',
          says: `after one step: training score above 0.95, test score from 0.4 to 0.6, ${few}`,
          measured: pairs(train(1), test(1)),
          reached:
            train(1).every((score) => score > 0.95) &&
            test(1).every((score) => score >= 0.4 && score <= 0.6),
        },
        {
          id: 'F1',
          says: `after ${steps} steps: test score above 0.9 with a training score of 1, ${few}`,
          measured: pairs(train(steps), test(steps)),
          reached:
            train(steps).every((score) => score === 1) && test(steps).every((score) => score > 0.9),
          unseen: tooFewSeeds,
        },
      ],
      figures: [
        {
          name: 'xor-clusters',
          title: 'XOR clusters: all labels fitted at once, the rule found later',
          x: {
            label: 'step',
            scale: 'log',
            ticks: [1, 2, 3, 5, 10, 20, 30].map((at) => ({ at, label: String(at) })),
          },
          panels: [
            {
              y: { label: 'score', scale: 'linear', from: 0.4, to: 1 },
              series: [
                series('training, a tenth flipped', line, (step) => meanOf(train(step))),
                series('test, clean', line, (step) => meanOf(test(step))),
              ],
              levels: [{ at: 0.5, label: 'chance' }],
            },
            {
              y: { label: 'mean |cos| of neurons', scale: 'linear', from: 0 },
              series: [
                series('axis of their class', line, (step) =>
                  meanOf(runs.map(({ axes }) => axes[step]![0])),
                ),
                series('axis of the other', line, (step) =>
                  meanOf(runs.map(({ axes }) => axes[step]![1])),
                ),
              ],
            },
          ],
        },
      ],
      notes: [
        'The training labels hold flips: a training score of 1 means that all of them are fitted too.',
        'Neurons are at the same cosine with both axes after the first step; then they turn to that of the class they vote for.',
      ],
    };
  },
};

interface Followed {
  readonly run: PaperRun;
  /** After each step: mean |cos| with the axis of their class, and with the other. */
  readonly axes: readonly (readonly [number, number])[];
}

/** Trains one step more than is told: a score is known when the next step begins. */
async function follow(seed: number): Promise<Followed> {
  const kept: Float32Array[] = [];
  const run = await trainPaper('xor-clusters', {
    set: { 'dataset.seed': seed, 'training.seed': seed, 'training.epochs': steps + 1 },
    until: (_event, parameters) => {
      // Before the first step there are none to be had.
      kept.push(kept.length === 0 ? new Float32Array() : parameters().slice());
      return false;
    },
  });
  const axes = kept.map((parameters, at) => axesOf(run, at === 0 ? run.start : parameters));
  return { run, axes };
}

/** Mean |cos| of the neurons with the axis of the class they vote for, and with the other. */
function axesOf(run: PaperRun, parameters: Float32Array): readonly [number, number] {
  const hidden = weightsOf(run, parameters, 'hidden1.weight');
  const votes = weightsOf(run, parameters, 'output.weight');
  const [own, other]: [number[], number[]] = [[], []];
  for (const j of range(width)) {
    const weights = columnOf(hidden, width, j);
    const size = Math.hypot(...weights);
    const label = votes[j]! > 0 ? 1 : 0;
    own.push(Math.abs(weights[label]!) / size);
    other.push(Math.abs(weights[1 - label]!) / size);
  }
  return [meanOf(own), meanOf(other)];
}

function series(label: string, steps: readonly number[], of: (step: number) => number) {
  const points = steps.map((x) => ({ x, y: of(x) }));
  return { label, drawn: 'both' as const, points };
}

function pairs(train: readonly number[], test: readonly number[]): string {
  return train.map((score, at) => `${score.toFixed(3)} / ${test[at]!.toFixed(3)}`).join(', ');
}
