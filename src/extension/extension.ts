import { window, type Disposable, type ExtensionContext } from 'vscode';
import { createAdvisor } from './advice/createAdvisor';
import { registerAdvice } from './advice/registerAdvice';
import { registerCommands } from './commands/registerCommands';
import { registerSweepCommands } from './commands/sweepCommands';
import type { Fitscope } from './fitscope';
import { openScratchFile } from './gettingStarted/openScratchFile';
import { registerHelp } from './help/registerHelp';
import { panelWhenNeeded } from './panel/panelWhenNeeded';
import { sweepPanelWhenNeeded } from './panel/sweep/sweepPanelWhenNeeded';
import { ConfigFiles } from './runs/configFiles';
import { createRunLibrary } from './runs/createRunLibrary';
import { createSweepLibrary } from './sweeps/createSweepLibrary';
import { ContextKeys } from './views/contextKeys';
import { ResumeOffer } from './views/resumeOffer';
import { RunsView } from './views/runsView';
import { StatusBar } from './views/statusBar';
import { SweepStatusBar } from './views/sweepStatusBar';

export function activate(context: ExtensionContext): void {
  const begin = performance.now();
  const own = <T extends Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel('Fitscope', { log: true }));
  const configs = own(new ConfigFiles());
  const sweeps = own(createSweepLibrary({ context, log }));
  const runs = own(createRunLibrary({ context, log, configs, sweeps }));
  const advisor = own(createAdvisor({ log, runs }));
  const panel = own(panelWhenNeeded({ context, log, runs, advisor }));
  const sweepPanel = own(sweepPanelWhenNeeded({ context, log, runs, sweeps, panel }));
  const proposals = once(async () => own(new (await import('./sweeps/proposals')).Proposals()));
  const fitscope: Fitscope = {
    ...{ context, log, runs, advisor, panel },
    ...{ sweeps, sweepPanel, proposals },
  };
  const view = own(new RunsView(runs, sweeps));
  own(new StatusBar(runs));
  own(new SweepStatusBar(sweeps));
  own(new ContextKeys(runs, configs, sweeps));
  own(registerCommands({ ...fitscope, configs, view }));
  own(registerSweepCommands({ ...fitscope, configs, view }));
  own(new ResumeOffer(sweeps, context));
  own(registerHelp(fitscope));
  // After the help: the hover of what was registered last comes first.
  own(registerAdvice(fitscope));
  void openScratchFile(context);
  log.debug(`activated in ${(performance.now() - begin).toFixed(1)} ms`);
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
