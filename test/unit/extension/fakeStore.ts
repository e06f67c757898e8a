import type { Diagnosis } from '../../../src/protocol/finding';
import { emptyRunView, type RunView } from '../../../src/protocol/runView';
import type { RunRecord } from '../../../src/protocol/runRecord';
import type { RunSummary } from '../../../src/runs/listRuns';
import { RunFolderError } from '../../../src/runs/runFolderError';
import type { Clock } from '../../../src/extension/runs/clock';
import type { RunStore } from '../../../src/extension/runs/runStore';
import { exampleSettings } from '../../support/exampleRun';

export const diagnosisOf = (says: string): Diagnosis => ({
  verdict: 'undecided',
  says,
  findings: [],
});

/** A run as a test imagines it: `advance` and `end` are what its trainer would do. */
export class FakeRun {
  private hear: ((view: RunView) => void) | undefined;
  private finish: ((view: RunView) => void) | undefined;
  private fail: ((error: Error) => void) | undefined;
  verdict: RunSummary['verdict'] = null;
  view: RunView;

  constructor(
    readonly id: string,
    readonly out: string,
    created = '2026-11-22T10:00:00.000Z',
  ) {
    const record: RunRecord = {
      formatVersion: 1,
      id,
      name: id,
      configPath: '/project/digits.fit.yaml',
      configFile: 'config.yaml',
      settings: exampleSettings,
      overrides: {},
      seed: 0,
      trainer: { kind: 'core' },
      versions: {},
      created,
      outcome: 'running',
    };
    this.view = emptyRunView(record);
  }

  get folder(): string {
    return `${this.out}/runs/${this.id}`;
  }

  get isFollowed(): boolean {
    return this.hear !== undefined;
  }

  get summary(): RunSummary {
    const { record, outcome } = this.view;
    const { id, name, configPath, created } = record;
    const { verdict, folder } = this;
    return { id, name, configPath, outcome, verdict, started: created, seconds: 1, folder };
  }

  follow(hear: (view: RunView) => void, signal: AbortSignal): Promise<RunView> {
    this.hear = hear;
    hear(this.view);
    return new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
      signal.addEventListener('abort', () => resolve(this.view));
    });
  }

  /** Another step was recorded. */
  advance(): void {
    this.view = { ...this.view };
    this.hear?.(this.view);
  }

  end(outcome: RunView['outcome']): void {
    this.view = { ...this.view, outcome };
    this.hear?.(this.view);
    this.finish?.(this.view);
  }

  break(message: string): void {
    this.fail?.(new RunFolderError(message, 'ENOENT', this.folder));
  }
}

/** Runs without a disk; counts what was done with them. */
export class FakeStore implements RunStore {
  readonly runs: FakeRun[] = [];
  readonly abandoned = new Set<string>();
  readonly kept: string[] = [];
  readonly stopped: string[] = [];
  reads = 0;
  diagnoses = 0;
  problems: string[] = [];

  add(run: FakeRun): FakeRun {
    this.runs.push(run);
    return run;
  }

  list(out: string, without: ReadonlySet<string> = new Set()) {
    const here = this.runs.filter((run) => run.out === out && !without.has(run.id));
    return { runs: here.map(({ summary }) => summary), problems: this.problems };
  }

  find(out: string, id: string): RunSummary | undefined {
    return this.runs.find((run) => run.out === out && run.id === id)?.summary;
  }

  read(folder: string): RunView {
    this.reads += 1;
    return this.at(folder).view;
  }

  follow(folder: string, hear: (view: RunView) => void, signal: AbortSignal): Promise<RunView> {
    return this.at(folder).follow(hear, signal);
  }

  isAbandoned(folder: string): boolean {
    return this.abandoned.has(this.at(folder).id);
  }

  diagnose(): Diagnosis {
    this.diagnoses += 1;
    return diagnosisOf(`Diagnosis ${this.diagnoses}.`);
  }

  keep(folder: string, diagnosis: Diagnosis): void {
    this.kept.push(this.at(folder).id);
    this.at(folder).verdict = diagnosis.verdict;
  }

  stop(folder: string): void {
    this.stopped.push(this.at(folder).id);
  }

  private at(folder: string): FakeRun {
    const run = this.runs.find((candidate) => candidate.folder === folder);
    if (!run) throw new RunFolderError(`There is nothing in ${folder}.`, 'ENOENT', folder);
    return run;
  }
}

/** Time that passes when a test says so. */
export class FakeClock implements Clock {
  private time = 1000;
  private waiting: { readonly at: number; readonly act: () => void }[] = [];

  now(): number {
    return this.time;
  }

  later(milliseconds: number, act: () => void): () => void {
    const entry = { at: this.time + milliseconds, act };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  pass(milliseconds: number): void {
    const until = this.time + milliseconds;
    for (;;) {
      const next = this.waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.waiting = this.waiting.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.act();
    }
    this.time = until;
  }
}
