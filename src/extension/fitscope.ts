import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { Advisor } from './advice/advisor';
import type { RunPanel } from './panel/runPanel';
import type { RunLibrary } from './runs/runLibrary';

/** What the parts of the extension may use of each other, made by `activate`, handed in by hand. */
export interface Fitscope {
  readonly context: ExtensionContext;
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
  readonly advisor: Advisor;
  readonly panel: RunPanel;
}
