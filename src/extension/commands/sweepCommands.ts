import { commands, Disposable, window } from 'vscode';
import { CannotApply } from '../advice/cannotApply';
import { plainNotice } from '../words/plainNotice';
import { applyRate, applyTrial } from './applyTrial';
import type { CommandParts } from './commandParts';
import { deleteSweep } from './deleteSweep';
import { exportSweep } from './exportSweep';
import { extendSweep } from './extendSweep';
import { rangeTest } from './rangeTest';
import { scanInitScale, scanTrainSamples, scanWeightDecay } from './scans';
import { showSweep } from './showSweep';
import { pauseSweep, resumeSweep, stopSweep } from './steerSweep';
import { sweep, sweepAsWritten } from './sweep';
import { tellProblem } from './tellProblem';

/** Its arguments may have been through JSON: sweeps go by id, trials by number or its text. */
type SweepCommand = (parts: CommandParts, first: unknown, second: unknown) => unknown;

const all: Readonly<Record<string, SweepCommand>> = {
  'fitscope.sweep': sweep,
  'fitscope.sweepAsWritten': sweepAsWritten,
  'fitscope.rangeTest': rangeTest,
  'fitscope.scanWeightDecay': scanWeightDecay,
  'fitscope.scanInitScale': scanInitScale,
  'fitscope.scanTrainSamples': scanTrainSamples,
  'fitscope.showSweep': showSweep,
  'fitscope.stopSweep': stopSweep,
  'fitscope.pauseSweep': pauseSweep,
  'fitscope.resumeSweep': resumeSweep,
  'fitscope.extendSweep': extendSweep,
  'fitscope.exportSweep': exportSweep,
  'fitscope.deleteSweep': deleteSweep,
  'fitscope.applyTrial': applyTrial,
  'fitscope.applyRate': applyRate,
  'fitscope.acceptProposal': async ({ proposals }, proposed) =>
    (await proposals()).accept(proposed),
  'fitscope.discardProposal': async ({ proposals }, proposed) =>
    (await proposals()).dismiss(proposed),
};

export function registerSweepCommands(parts: CommandParts): Disposable {
  return Disposable.from(
    ...Object.entries(all).map(([id, command]) =>
      commands.registerCommand(id, async (first: unknown, second: unknown) => {
        try {
          return await command(parts, first, second);
        } catch (error) {
          // Not awaited: the command has ended, whenever somebody reads the message.
          void tell(error, parts);
          return undefined;
        }
      }),
    ),
  );
}

async function tell(error: unknown, parts: CommandParts): Promise<void> {
  if (!(error instanceof CannotApply)) return tellProblem(error, parts);
  parts.log.info(error.message);
  await window.showWarningMessage(plainNotice(error.message));
}
