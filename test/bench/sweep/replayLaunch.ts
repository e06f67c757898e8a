import type { EpochEnded, StepEnded } from '../../../src/protocol/events';
import { emptyRunView, type RunView } from '../../../src/protocol/runView';
import type { RunRecord } from '../../../src/protocol/runRecord';
import type { Params } from '../../../src/protocol/searchSpace';
import type { Settings } from '../../../src/protocol/settings';
import type { Launch, News, TrialRequest } from '../../../src/sweep/launch';
import type { CellRun } from './cellRun';

export interface ReplayOptions {
  readonly settings: Settings;
  readonly hidesValidation: boolean;
  runOf(params: Params): CellRun;
  /** Gets how far a run was followed. */
  onEpoch(run: CellRun, epoch: number): void;
  isLate(): boolean;
}

/** Trials that were trained before, one at a time, each at once as far as it may go. */
export class ReplayLaunch implements Launch {
  private readonly work = new Map<number, { readonly run: CellRun; epoch: number; hold: number }>();
  private readonly news: News[] = [];

  constructor(private readonly options: ReplayOptions) {}

  hasRoom(atWork: number): boolean {
    return atWork === 0;
  }

  isLate(): boolean {
    return this.options.isLate();
  }

  start({ trial, params, holdAfter = Infinity }: TrialRequest): Promise<{ run: string }> {
    this.work.set(trial, { run: this.options.runOf(params), epoch: 0, hold: holdAfter });
    this.advance(trial);
    return Promise.resolve({ run: String(trial) });
  }

  goOn(trial: number, holdAfter = Infinity): void {
    const work = this.work.get(trial);
    if (!work) throw new Error(`Trial ${trial} cannot go on.`);
    work.hold = holdAfter;
    this.advance(trial);
  }

  prune(trial: number): void {
    const work = this.work.get(trial);
    if (work) this.end(trial, work.run, work.epoch, 'stopped');
  }

  next(): Promise<News> {
    const news = this.news.shift();
    if (!news) throw new Error('Nobody is at work, and nobody was told to be.');
    return Promise.resolve(news);
  }

  private advance(trial: number): void {
    const work = this.work.get(trial)!;
    const { run, hold } = work;
    const last = run.epochs.length - 1;
    work.epoch = Math.min(hold, last);
    // A run that diverged did so in the epoch after the last that was told.
    const died = hold > last && run.outcome === 'diverged';
    this.options.onEpoch(run, died ? last + 1 : work.epoch);
    if (died) this.end(trial, run, last, 'diverged');
    else if (work.epoch === last && hold >= last) this.end(trial, run, last, 'finished');
    else this.news.push({ kind: 'seen', trial, view: this.view(run, work.epoch) });
  }

  private end(trial: number, run: CellRun, epoch: number, outcome: RunOutcome): void {
    this.work.delete(trial);
    const ended = { type: 'run.ended', at, outcome, seconds: 0, monitoringSeconds: 0 } as const;
    this.news.push({
      ...{ kind: 'ended', trial },
      view: { ...this.view(run, epoch), outcome, ended },
    });
  }

  private view(run: CellRun, epoch: number): RunView {
    const { settings, hidesValidation } = this.options;
    const started: RunView['started'] = {
      ...{ type: 'run.started', at, runId: run.task, seed: run.seed, engine: 'recorded' },
      ...{ parameters: 0, layers: [], totalSteps: run.totalSteps, classes: run.classes },
    };
    const epochs: EpochEnded[] = [];
    const steps: StepEnded[] = [];
    for (let i = 0; i <= epoch; i++) {
      const told = run.epochs[i]!.map((value) => value ?? NaN);
      epochs.push(epochOf(i, told, hidesValidation));
      steps.push(stepOf(i, told));
    }
    return { ...emptyRunView(recordOf(settings)), started, steps, epochs };
  }
}

type RunOutcome = 'finished' | 'diverged' | 'stopped';

const at = '2026-01-01T00:00:00.000Z';

function epochOf(epoch: number, told: readonly number[], hides: boolean): EpochEnded {
  const [trainLoss = NaN, trainScore = NaN, validationLoss = NaN, validationScore = NaN] = told;
  return {
    ...{ type: 'epoch.ended', at, epoch, trainLoss, trainScore, metrics: {} },
    ...(!hides && { validationLoss, validationScore }),
  };
}

function stepOf(epoch: number, [trainLoss = NaN, , , , norm, movement, oui]: readonly number[]) {
  const step: StepEnded = {
    ...{ type: 'step.ended', at, step: epoch, epoch, trainLoss, learningRate: NaN, layers: {} },
    metrics: {
      weight_norm_ratio: norm ?? NaN,
      weight_movement: movement ?? NaN,
      oui_relative: oui ?? NaN,
    },
  };
  return step;
}

function recordOf(settings: Settings): RunRecord {
  return {
    ...{ formatVersion: 1, id: 'recorded', name: 'recorded', configPath: '/recorded.fit.yaml' },
    ...{ configFile: 'config.fit.yaml', settings, overrides: {}, seed: settings.training.seed },
    ...{ trainer: { kind: 'external' }, versions: {}, created: at, outcome: 'running' },
  };
}
