import { commands, Disposable } from 'vscode';
import type { Command, CommandParts } from './commandParts';
import { copyExample } from './copyExample';
import { deleteRun } from './deleteRun';
import { diagnose } from './diagnose';
import { exportReport } from './exportReport';
import { installTensorFlow } from './installTensorFlow';
import { openWalkthrough } from './openWalkthrough';
import { refreshRuns } from './refreshRuns';
import { rerun } from './rerun';
import { revealRun } from './revealRun';
import { showLog } from './showLog';
import { showPanel } from './showPanel';
import { showRun } from './showRun';
import { stop } from './stop';
import { tellProblem } from './tellProblem';

const all: Readonly<Record<string, Command>> = {
  'fitscope.diagnose': diagnose,
  'fitscope.stop': stop,
  'fitscope.showPanel': showPanel,
  'fitscope.showRun': showRun,
  'fitscope.revealRun': revealRun,
  'fitscope.deleteRun': deleteRun,
  'fitscope.rerun': rerun,
  'fitscope.exportReport': exportReport,
  'fitscope.refreshRuns': refreshRuns,
  'fitscope.showLog': showLog,
  'fitscope.copyExample': copyExample,
  'fitscope.openWalkthrough': openWalkthrough,
  'fitscope.installTensorFlow': installTensorFlow,
};

/** What goes wrong in a command is told to the user, once; the caller gets undefined. */
export function registerCommands(parts: CommandParts): Disposable {
  return Disposable.from(
    ...Object.entries(all).map(([id, command]) =>
      commands.registerCommand(id, async (argument: unknown) => {
        try {
          return await command(parts, argument);
        } catch (error) {
          // Not awaited: the command has ended, whenever somebody reads the message.
          void tellProblem(error, parts);
          return undefined;
        }
      }),
    ),
  );
}
