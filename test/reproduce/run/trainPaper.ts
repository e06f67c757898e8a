import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Overrides } from '../../../src/config/overrides';
import { readConfig } from '../../../src/config/readConfig';
import { resolvePaths } from '../../../src/config/resolvePaths';
import type { Dataset } from '../../../src/core/data/dataset';
import { loadDataset } from '../../../src/core/data/loadDataset';
import type { Engine } from '../../../src/core/engines/engine';
import { openEngine } from '../../../src/core/engines/ladder';
import type { ModelPlan } from '../../../src/core/model/plan';
import { planModel } from '../../../src/core/model/planModel';
import { train } from '../../../src/core/training/train';
import type { EpochEnded, RunEnded, StepEnded } from '../../../src/protocol/events';
import type { Settings } from '../../../src/protocol/settings';
import { tapParameters } from './tapParameters';

export const root = join(__dirname, '../../..');

/** A run of our own core from a config of `examples/papers`, and what it left behind. */
export interface PaperRun {
  readonly settings: Settings;
  /** With its validation samples, also where the core did not see them. */
  readonly dataset: Dataset;
  readonly plan: ModelPlan;
  readonly engine: Engine;
  readonly epochs: readonly EpochEnded[];
  readonly steps: readonly StepEnded[];
  readonly ended: RunEnded;
  /** Flat; before the first step and after the last. */
  readonly start: Float32Array;
  readonly end: Float32Array;
}

export interface PaperOptions {
  /** Changed values by config path. */
  readonly set?: Overrides;
  /** Asked after each epoch, the one before training included: true ends the run. */
  readonly until?: (epoch: EpochEnded, parameters: () => Float32Array) => boolean;
  /** False keeps the validation samples from the core: nothing is evaluated on them. */
  readonly validates?: boolean;
  /** True where a run that diverges is a result too: it is given up to there. */
  readonly mayDiverge?: boolean;
}

/**
 * Trains a config of `examples/papers` (its name without the ending) in this process.
 * @throws where the config is not valid with the changed values; Diverged where the run does and
 * must not
 */
export async function trainPaper(config: string, options: PaperOptions = {}): Promise<PaperRun> {
  const { set = {}, until = () => false, validates = true, mayDiverge = false } = options;
  const settings = paperSettings(config, set);
  const dataset = await loadDataset(settings, { bundledFolder: join(root, 'examples/data') });
  const engine = await onnx();
  const tap = tapParameters(engine);
  const [epochs, steps]: [EpochEnded[], StepEnded[]] = [[], []];
  let isEnough = false;
  const ended = await train(
    {
      runId: config,
      settings,
      dataset: validates ? dataset : withoutValidation(dataset),
      engine: tap.engine,
    },
    {
      emit: (...events) => {
        for (const event of events) {
          if (event.type === 'step.ended') steps.push(event);
          if (event.type !== 'epoch.ended') continue;
          epochs.push(event);
          isEnough ||= until(event, tap.latest);
        }
      },
      stop: { isRequested: () => isEnough },
    },
  );
  if (ended.outcome === 'diverged' && !mayDiverge)
    throw new Diverged(`${config} ${JSON.stringify(set)}: ${ended.reason}`);
  const plan = planModel(settings.model, dataset.inputShape, outputsOf(dataset, settings));
  const [start, end] = [tap.first(), tap.latest().slice()];
  return { settings, dataset, plan, engine, epochs, steps, ended, start, end };
}

export class Diverged extends Error {}

/** The settings of a config with some values changed; what is wrong with them is thrown. */
export function paperSettings(config: string, set: Overrides): Settings {
  const path = join(root, 'examples/papers', `${config}.fit.yaml`);
  const { settings, problems } = readConfig(readFileSync(path, 'utf8'), 'yaml', { overrides: set });
  if (!settings || problems.length > 0)
    throw new Error(`${config}: ${problems.map(({ message }) => message).join(' ')}`);
  return resolvePaths(settings, dirname(path), resolve);
}

/** The numbers of one slot, such as `hidden1.weight`. */
export function weightsOf(
  { plan }: Pick<PaperRun, 'plan'>,
  parameters: Float32Array,
  name: string,
): Float32Array {
  const slot = plan.parameters.find((one) => one.name === name);
  if (!slot) throw new Error(`There is no ${name} among ${plan.parameters.map((s) => s.name)}.`);
  return parameters.subarray(slot.offset, slot.offset + slot.size);
}

function withoutValidation({ inputShape, target, train: samples, notes }: Dataset): Dataset {
  return { inputShape, target, train: samples, notes };
}

let opened: Promise<Engine> | undefined;

function onnx(): Promise<Engine> {
  opened ??= openEngine('onnx', { threads: 1 });
  return opened;
}

function outputsOf({ target }: Dataset, { loss }: Settings): number {
  if (target.kind === 'values') return target.width;
  return loss === 'logistic' ? 1 : target.classes;
}
