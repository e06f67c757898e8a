import type { SweepChoice, ToSweepPanel } from '../../../protocol/sweepMessages';
import type { Settings } from '../../../protocol/settings';
import type { LoadedRun } from '../../runs/runLibrary';
import type { LoadedSweep } from '../../sweeps/sweepLibrary';

/** What the sweep view's handler needs of the world; a test has one without an editor. */
export interface SweepPort {
  /** To the webview; lost when it is hidden. */
  post(message: ToSweepPanel): void;
  /** Sweeps and range tests, newest first. */
  choices(): readonly SweepChoice[];
  /** Looks for sweeps; after a reload of the window there are none until this resolves. */
  refresh(): Promise<void>;
  sweep(id: string): LoadedSweep | undefined;
  /** The run of a range test; undefined for an id that is none. */
  range(id: string): Promise<LoadedRun | undefined>;
  /** Of the config as it was when the sweep began; undefined when its copy is gone. */
  settingsOf(sweep: LoadedSweep): Settings | undefined;
  /** Learning rate of the config as a range test found it. */
  rateOf(run: LoadedRun): number;
  mayStart(): boolean;
  /** All of these reject with a sentence for people. */
  ask(sweep: string, what: 'stop' | 'pause' | 'go_on', trial?: number): void;
  resume(sweep: string): Promise<void>;
  extend(sweep: string): Promise<void>;
  apply(sweep: string, trial: number): Promise<void>;
  applyRate(run: string, rate: number): Promise<void>;
  exportCsv(sweep: string): Promise<void>;
  openRun(run: string): void;
  openConfig(path: string): Promise<void>;
  log(problem: string): void;
}
