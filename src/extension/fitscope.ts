import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Advisor } from './advice/advisor';
import type { RunPanel } from './panel/runPanel';
import type { RunLibrary } from './runs/runLibrary';
import type { SweepPanel } from './panel/sweep/sweepPanel';
import type { Proposals } from './sweeps/proposals';
import type { SweepLibrary } from './sweeps/sweepLibrary';

/** What the parts of the extension may use of each other, made by `activate`, handed in by hand. */
export interface Fitscope {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
  readonly advisor: Advisor;
  readonly panel: RunPanel;
  readonly sweeps: SweepLibrary;
  readonly sweepPanel: SweepPanel;
  /** Values for configs as diffs; imported when first asked for. */
  readonly proposals: () => Promise<Proposals>;
}
