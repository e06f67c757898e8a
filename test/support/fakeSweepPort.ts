import type { SweepPort } from '../../src/extension/panel/sweep/sweepPort';
import type { LoadedRun } from '../../src/extension/runs/runLibrary';
import type { LoadedSweep } from '../../src/extension/sweeps/sweepLibrary';
import type { ToSweepPanel } from '../../src/protocol/sweepMessages';
import { exampleSettings } from './exampleRun';

/** The sweep view's world as a test imagines it: what was posted and asked is kept. */
export class FakeSweepPort implements SweepPort {
  readonly posted: ToSweepPanel[] = [];
  readonly asked: string[] = [];
  readonly logged: string[] = [];
  readonly sweeps: LoadedSweep[] = [];
  readonly ranges: LoadedRun[] = [];
  isTrusted = true;
  onPost: (message: ToSweepPanel) => void = () => undefined;

  post(message: ToSweepPanel): void {
    this.posted.push(message);
    this.onPost(message);
  }

  choices() {
    return this.sweeps.map(({ id, view: { record, state } }) => ({
      ...{ id, name: record.name, kind: 'tpe search', state, started: record.created },
    }));
  }

  refresh(): Promise<void> {
    this.asked.push('refresh');
    return Promise.resolve();
  }

  sweep(id: string): LoadedSweep | undefined {
    return this.sweeps.find((sweep) => sweep.id === id);
  }

  range(id: string): Promise<LoadedRun | undefined> {
    return Promise.resolve(this.ranges.find((run) => run.id === id));
  }

  settingsOf() {
    return exampleSettings;
  }

  rateOf(): number {
    return 0.01;
  }

  mayStart(): boolean {
    return this.isTrusted;
  }

  ask(sweep: string, what: string, trial?: number): void {
    this.asked.push([what, sweep, trial].filter((one) => one !== undefined).join(' '));
  }

  resume(sweep: string): Promise<void> {
    return this.note(`resume ${sweep}`);
  }

  extend(sweep: string): Promise<void> {
    return this.note(`extend ${sweep}`);
  }

  apply(sweep: string, trial: number): Promise<void> {
    return this.note(`apply ${sweep} ${trial}`);
  }

  applyRate(run: string, rate: number): Promise<void> {
    return this.note(`applyRate ${run} ${rate}`);
  }

  exportCsv(sweep: string): Promise<void> {
    return this.note(`exportCsv ${sweep}`);
  }

  openRun(run: string): void {
    this.asked.push(`openRun ${run}`);
  }

  openConfig(path: string): Promise<void> {
    return this.note(`openConfig ${path}`);
  }

  log(problem: string): void {
    this.logged.push(problem);
  }

  private note(asked: string): Promise<void> {
    this.asked.push(asked);
    return Promise.resolve();
  }
}
