import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commands, Uri, ViewColumn, window, workspace, type LogOutputChannel } from 'vscode';
import { languageOf } from '../../../config/configLanguage';
import { readConfig } from '../../../config/readConfig';
import { resolvePaths } from '../../../config/resolvePaths';
import type { Settings } from '../../../protocol/settings';
import type { SweepChoice } from '../../../protocol/sweepMessages';
import { toWire } from '../../../protocol/wire';
import type { RunLibrary } from '../../runs/runLibrary';
import type { LoadedSweep, SweepLibrary } from '../../sweeps/sweepLibrary';
import type { RunPanel } from '../runPanel';
import { kindInWords } from './sweepHead';
import type { SweepPort } from './sweepPort';

export interface SweepEditorParts {
  readonly log: LogOutputChannel;
  readonly runs: RunLibrary;
  readonly sweeps: SweepLibrary;
  readonly panel: RunPanel;
  /** Where the sweep view is now. */
  readonly column: () => ViewColumn | undefined;
  /** To the webview, as JSON text. */
  readonly post: (text: string) => void;
}

/** Sweeps and range tests in the chooser. */
const mostChoices = 100;

/** The sweep view's world inside VS Code. */
export function sweepEditorPort({
  log,
  runs,
  sweeps,
  panel,
  column,
  post,
}: SweepEditorParts): SweepPort {
  const rangeTests = () => runs.list().filter(({ purpose }) => purpose === 'range_test');
  return {
    post: (message) => post(toWire(message)),
    choices: () =>
      [...sweeps.list().map(sweepChoice), ...rangeTests().map(rangeChoice)]
        .sort((a, b) => (a.started < b.started ? 1 : -1))
        .slice(0, mostChoices),
    refresh: () => runs.refresh(),
    sweep: (id) => sweeps.get(id),
    range: async (id) => (rangeTests().some((run) => run.id === id) ? runs.load(id) : undefined),
    settingsOf: ({ folder, view: { record } }) =>
      settingsIn(join(folder, record.configFile), record.configPath),
    rateOf: ({ folder, view: { record } }) =>
      settingsIn(join(folder, record.configFile), record.configPath)?.optimizer.learning_rate ??
      record.settings.optimizer.learning_rate,
    mayStart: () => workspace.isTrusted,
    ask: (sweep, what, trial) => sweeps.ask(sweep, what, trial),
    resume: (sweep) => sweeps.resume(sweep),
    // Commands tell their own problems, and ask what they need.
    extend: async (sweep) => void (await commands.executeCommand('fitscope.extendSweep', sweep)),
    apply: async (sweep, trial) =>
      void (await commands.executeCommand('fitscope.applyTrial', sweep, String(trial))),
    applyRate: async (run, rate) =>
      void (await commands.executeCommand('fitscope.applyRate', run, String(rate))),
    exportCsv: async (sweep) => void (await commands.executeCommand('fitscope.exportSweep', sweep)),
    openRun: (run) => panel.show(run, column()),
    openConfig: async (path) => {
      const document = await workspace.openTextDocument(Uri.file(path));
      const shown = window.visibleTextEditors.find((editor) => editor.document === document);
      await window.showTextDocument(document, shown?.viewColumn ?? ViewColumn.One);
    },
    log: (problem) => log.warn(`Sweep view: ${problem}`),
  };
}

function sweepChoice({ id, view: { record, state } }: LoadedSweep): SweepChoice {
  return { id, name: record.name, kind: kindInWords(record), state, started: record.created };
}

function rangeChoice(run: ReturnType<RunLibrary['list']>[number]): SweepChoice {
  const { id, outcome, started } = run;
  const name = run.name.replace(/ range test$/, '');
  return { id, name, kind: 'range test', state: outcome, started };
}

function settingsIn(copy: string, configPath: string): Settings | undefined {
  try {
    const text = readFileSync(copy, 'utf8');
    const { settings } = readConfig(text, languageOf(copy) ?? 'yaml');
    return settings && resolvePaths(settings, dirname(configPath), resolve);
  } catch {
    // The copy is gone; what the sweep's own record tells has to do.
    return undefined;
  }
}
