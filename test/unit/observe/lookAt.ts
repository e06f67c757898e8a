import { probe } from '../../../src/core/data/probe';
import { createRandom } from '../../../src/core/data/random';
import type { Engine } from '../../../src/core/engines/engine';
import { prepare, type Prepared } from '../../../src/core/training/prepare';
import type { StepEnded } from '../../../src/protocol/events';
import type { Settings } from '../../../src/protocol/settings';
import { dataOf } from './smallRun';
import { passForward, twinsOf } from './twins';

export interface Changes {
  /** Changes the parameters before anything is remembered. */
  readonly atStart?: (parameters: Float32Array, run: Prepared) => void;
  /** Changes them after training, before the look. */
  readonly atEnd?: (parameters: Float32Array, run: Prepared) => void;
  readonly steps?: number | 'all';
}

/** Trains a few steps, looks, and has the twins say what should have been seen. */
export async function lookAt(engine: Engine, settings: Settings, changes: Changes = {}) {
  const { atStart, atEnd } = changes;
  const dataset = await dataOf(settings);
  const run = await prepare({ runId: 'test', settings, dataset, engine });
  const { state, observer } = run;
  const steps = changes.steps === 'all' ? run.totalSteps : (changes.steps ?? 5);
  const random = createRandom(settings.training.seed, 'probe');
  const watched = probe(dataset.train, settings.monitor.probe_samples, random);
  atStart?.(state.parameters, run);
  const start = state.parameters.slice();
  const gradient = (await passForward(engine, run, watched))['gradient']!.data;
  await observer.start(state);
  const first = await observer.observe(0, state, 1, 0);
  let step = 0;
  while (step < steps)
    for (const batch of run.batches()) {
      if (step === steps) break;
      await run.step(++step, batch);
    }
  atEnd?.(state.parameters, run);
  const event: StepEnded = await observer.observe(step, state, 1, 0.01);
  const previous = state.previous.data as Float32Array;
  const moments = { start, previous, now: state.parameters, gradient };
  const twins = await twinsOf(engine, run, watched, moments);
  await run.release();
  return { run, first, event, twins, watched, moments };
}
