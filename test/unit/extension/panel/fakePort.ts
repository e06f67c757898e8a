import type { Comparison } from '../../../../src/protocol/comparison';
import type { ToPanel } from '../../../../src/protocol/panelMessages';
import type { RunView } from '../../../../src/protocol/runView';
import type { PanelPort } from '../../../../src/extension/panel/panelPort';
import type { Clock } from '../../../../src/extension/runs/clock';
import type { LoadedRun } from '../../../../src/extension/runs/runLibrary';
import type { RunSummary } from '../../../../src/runs/listRuns';
import { imaginedConfig, imaginedDiagnosis } from '../../../support/imaginedDiagnosis';
import { imaginedRun } from '../../../support/imaginedRun';

/** A run of that id, with the findings of an overfitting one. */
export function loaded(id: string, view: RunView): LoadedRun {
  const record = { ...view.record, id };
  const diagnosis = imaginedDiagnosis('overfitting');
  return { id, folder: `/project/.fitscope/runs/${id}`, view: { ...view, record }, diagnosis };
}

/** The panel's world with what was asked of it written down, and time that passes on demand. */
export class FakePort implements PanelPort {
  readonly posted: ToPanel[] = [];
  readonly logged: string[] = [];
  readonly asked: string[] = [];
  readonly unreadable = new Set<string>();
  config = imaginedConfig;
  /** Set to let `apply` and `start` reject. */
  refusal: string | undefined;
  isTrusted = true;
  private runs: LoadedRun[] = [];
  private now = 0;
  private due: { at: number; act: () => void }[] = [];

  readonly clock: Clock = {
    now: () => this.now,
    later: (milliseconds, act) => {
      const entry = { at: this.now + milliseconds, act };
      this.due.push(entry);
      return () => (this.due = this.due.filter((one) => one !== entry));
    },
  };

  /** The newest run from now on. */
  add(run: LoadedRun): LoadedRun {
    this.runs.unshift(run);
    return run;
  }

  replace(run: LoadedRun): void {
    this.runs = this.runs.map((one) => (one.id === run.id ? run : one));
  }

  remove(id: string): void {
    this.runs = this.runs.filter((one) => one.id !== id);
  }

  /** Lets everything happen that needs no time, so many times over. */
  async settle(rounds = 100): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      for (let k = 0; k < 20; k++) await Promise.resolve();
      const ready = this.due.filter(({ at }) => at <= this.now);
      this.due = this.due.filter((one) => !ready.includes(one));
      for (const { act } of ready) act();
    }
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    while (this.now < end) {
      this.now = Math.min(end, this.now + 5);
      await this.settle(2);
    }
  }

  post(message: ToPanel): void {
    this.posted.push(message);
  }

  list(): readonly RunSummary[] {
    return this.runs.map(({ id, folder, view, diagnosis }) => ({
      id,
      folder,
      name: view.record.name,
      configPath: view.record.configPath,
      outcome: view.outcome,
      verdict: diagnosis.verdict,
      started: view.record.created,
      seconds: null,
    }));
  }

  /** Runs that `refresh` finds. */
  unlisted: LoadedRun[] = [];

  async refresh(): Promise<void> {
    await Promise.resolve();
    for (const run of this.unlisted.splice(0)) this.add(run);
  }

  load(id: string): Promise<LoadedRun> {
    const run = this.runs.find((one) => one.id === id);
    if (run && !this.unreadable.has(id)) return Promise.resolve(run);
    return Promise.reject(new Error(`${id} cannot be read.`));
  }

  stop(run: string): void {
    this.asked.push(`stop ${run}`);
  }

  apply(run: string, remedy: string): Promise<void> {
    if (this.refusal !== undefined) return Promise.reject(new Error(this.refusal));
    this.asked.push(`apply ${run} ${remedy}`);
    this.config = this.config.replace('1e-4', '3e-3');
    return Promise.resolve();
  }

  mayStart(): boolean {
    return this.isTrusted;
  }

  start(run: LoadedRun, remedies: readonly string[]): Promise<string> {
    if (this.refusal !== undefined) return Promise.reject(new Error(this.refusal));
    this.asked.push(['start', run.id, ...remedies].join(' '));
    const view = imaginedRun({ story: 'balanced', outcome: 'running' });
    return Promise.resolve(this.add(loaded(`started-${this.asked.length - 1}`, view)).id);
  }

  openConfig(run: LoadedRun, path?: string): Promise<void> {
    this.asked.push(`open ${run.id} ${path ?? ''}`);
    return Promise.resolve();
  }

  configNow(): Promise<string | undefined> {
    return Promise.resolve(this.config);
  }

  configOfRun(): string {
    return imaginedConfig;
  }

  compare(before: RunView, after: RunView): Comparison {
    const says = `${before.record.id} beside ${after.record.id}`;
    return { helped: 'unclear', says, numbers: [], changed: [] };
  }

  log(problem: string): void {
    this.logged.push(problem);
  }
}
