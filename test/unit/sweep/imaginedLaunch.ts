import type { EpochEnded, RunEnded, RunStarted, StepEnded } from '../../../src/protocol/events';
import { emptyRunView, type RunView } from '../../../src/protocol/runView';
import type { Params } from '../../../src/protocol/searchSpace';
import type { Launch, News, TrialRequest } from '../../../src/sweep/launch';
import type { Pruned } from '../../../src/sweep/trial';
import type { RunRecord } from '../../../src/protocol/runRecord';
import { exampleSettings } from '../../support/exampleRun';

/** What an imagined trial tells after an epoch; `end` ends it there. */
export interface Told {
  readonly validationLoss?: number;
  readonly trainLoss?: number;
  readonly trainScore?: number;
  readonly metrics?: Readonly<Record<string, number>>;
  readonly end?: 'diverged' | 'crashed';
}

export interface ImaginedOptions {
  readonly epochs: number;
  readonly workers?: number;
  readonly totalSteps?: number;
  /** Interrupts the sweep when so many trials were started. */
  readonly interruptAfter?: number;
}

/** Trials that train in no time: all that are at work do an epoch each in turn. */
export class ImaginedLaunch implements Launch {
  readonly requests: TrialRequest[] = [];
  readonly prunings: (Pruned & { readonly trial: number })[] = [];
  /** Most trials that were at work at once. */
  mostAtWork = 0;
  epochsSpent = 0;
  private readonly work = new Map<number, Work>();
  private readonly news: News[] = [];
  private interrupted = false;

  constructor(
    private readonly tell: (params: Params, epoch: number) => Told,
    private readonly options: ImaginedOptions,
  ) {}

  hasRoom(atWork: number): boolean {
    return atWork < (this.options.workers ?? 1);
  }

  isLate(): boolean {
    return false;
  }

  start(request: TrialRequest): Promise<{ run: string } | { refused: string }> {
    this.requests.push(request);
    if (request.params['refused'] === true) return Promise.resolve({ refused: 'impossible' });
    const { trial, params, holdAfter = Infinity } = request;
    this.work.set(trial, { params, holdAfter, epoch: -1, view: emptyRunView(record) });
    this.mostAtWork = Math.max(this.mostAtWork, this.atWork().length);
    return Promise.resolve({ run: `run-${trial}` });
  }

  goOn(trial: number, holdAfter = Infinity): void {
    const work = this.work.get(trial);
    if (!work) throw new Error(`Trial ${trial} cannot go on.`);
    this.work.set(trial, { ...work, holdAfter });
    this.mostAtWork = Math.max(this.mostAtWork, this.atWork().length);
  }

  prune(trial: number, pruned: Pruned): void {
    this.prunings.push({ trial, ...pruned });
    this.end(trial, 'stopped');
  }

  next(): Promise<News> {
    while (this.news.length === 0) {
      if (this.requests.length === this.options.interruptAfter && !this.interrupted) {
        this.interrupted = true;
        this.news.push({ kind: 'interrupted' });
        for (const trial of [...this.work.keys()]) this.end(trial, 'stopped');
        break;
      }
      const working = this.atWork();
      if (working.length === 0) throw new Error('Nobody is at work, and nobody was told to be.');
      for (const trial of working) this.step(trial);
    }
    const [news] = this.news.splice(0, 1);
    if (!news) throw new Error('No news.');
    return Promise.resolve(news);
  }

  private atWork(): readonly number[] {
    return [...this.work].flatMap(([trial, { epoch, holdAfter }]) =>
      epoch < holdAfter ? [trial] : [],
    );
  }

  private step(trial: number): void {
    const work = this.work.get(trial);
    if (!work) return;
    const epoch = work.epoch + 1;
    const told = this.tell(work.params, epoch);
    if (epoch > 0) this.epochsSpent += 1;
    const view: RunView = {
      ...work.view,
      started: { ...started, totalSteps: this.options.totalSteps ?? 1000 },
      steps: [...work.view.steps, stepOf(epoch, told)],
      epochs: [...work.view.epochs, epochOf(epoch, told)],
    };
    this.work.set(trial, { ...work, epoch, view });
    if (told.end) this.end(trial, told.end);
    else if (epoch >= this.options.epochs) this.end(trial, 'finished');
    else this.news.push({ kind: 'seen', trial, view });
  }

  private end(trial: number, outcome: RunEnded['outcome']): void {
    const work = this.work.get(trial);
    if (!work) return;
    this.work.delete(trial);
    const ended = { type: 'run.ended', at, outcome, seconds: 0, monitoringSeconds: 0 } as const;
    this.news.push({ kind: 'ended', trial, view: { ...work.view, outcome, ended } });
  }
}

interface Work {
  readonly params: Params;
  readonly holdAfter: number;
  readonly epoch: number;
  readonly view: RunView;
}

const at = '2026-11-22T12:00:00.000Z';

const started: RunStarted = {
  ...{ type: 'run.started', at, runId: 'x', seed: 0, engine: 'reference' },
  ...{ parameters: 1, layers: [], classes: 10 },
};

function stepOf(epoch: number, { metrics = {}, trainLoss = 1 }: Told): StepEnded {
  const look = { weight_norm_ratio: 1, weight_movement: 0.3, oui_relative: 0.9, ...metrics };
  return {
    ...{ type: 'step.ended', at, step: epoch, epoch, trainLoss, learningRate: 0.1 },
    ...{ metrics: look, layers: {} },
  };
}

function epochOf(epoch: number, { validationLoss, trainLoss = 1, trainScore = 0.5 }: Told) {
  const ended: EpochEnded = {
    ...{ type: 'epoch.ended', at, epoch, trainLoss, trainScore, metrics: {} },
    ...(validationLoss !== undefined && { validationLoss, validationScore: 0.5 }),
  };
  return ended;
}

const record: RunRecord = {
  ...{ formatVersion: 1, id: 'x', name: 'x', configPath: '/x.fit.yaml', configFile: 'config.yaml' },
  ...{ settings: exampleSettings, overrides: {}, seed: 0, trainer: { kind: 'core' }, versions: {} },
  ...{ created: at, outcome: 'running' },
};
