import { window, type Disposable, type ExtensionContext } from 'vscode';
import { createAdvisor } from './advice/createAdvisor';
import { registerAdvice } from './advice/registerAdvice';
import { registerCommands } from './commands/registerCommands';
import type { Fitscope } from './fitscope';
import { openScratchFile } from './gettingStarted/openScratchFile';
import { registerHelp } from './help/registerHelp';
import { panelWhenNeeded } from './panel/panelWhenNeeded';
import { ConfigFiles } from './runs/configFiles';
import { createRunLibrary } from './runs/createRunLibrary';
import { ContextKeys } from './views/contextKeys';
import { RunsView } from './views/runsView';
import { StatusBar } from './views/statusBar';

export function activate(context: ExtensionContext): void {
  const begin = performance.now();
  const own = <T extends Disposable>(part: T): T => {
    context.subscriptions.push(part);
    return part;
  };
  const log = own(window.createOutputChannel('Fitscope', { log: true }));
  const configs = own(new ConfigFiles());
  const runs = own(createRunLibrary({ context, log, configs }));
  const advisor = own(createAdvisor({ log, runs }));
  const panel = own(panelWhenNeeded({ context, log, runs, advisor }));
  const fitscope: Fitscope = { context, log, runs, advisor, panel };
  const view = own(new RunsView(runs));
  own(new StatusBar(runs));
  own(new ContextKeys(runs, configs));
  own(registerCommands({ ...fitscope, configs, view }));
  own(registerHelp(fitscope));
  // After the help: the hover of what was registered last comes first.
  own(registerAdvice(fitscope));
  void openScratchFile(context);
  log.debug(`activated in ${(performance.now() - begin).toFixed(1)} ms`);
}
