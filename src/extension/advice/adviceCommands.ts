import { commands, Disposable, Selection, Uri, window, workspace } from 'vscode';
import { tellProblem } from '../commands/tellProblem';
import { startAndShow } from '../commands/startAndShow';
import type { Fitscope } from '../fitscope';
import { rangeOf } from '../help/rangeOf';
import { configFileOf } from '../panel/configFileOf';
import { CannotStart } from '../runs/cannotStart';
import { plainNotice } from '../words/plainNotice';
import { CannotApply } from './cannotApply';
import { remediesWith } from './remediesWith';
import { shownFindings } from './shownFindings';

/** Commands of links, lenses and quick fixes. Arguments are ids and URIs, and may be anything. */
export function registerAdviceCommands(fitscope: Fitscope): Disposable {
  return Disposable.from(
    ...Object.entries(all).map(([id, act]) =>
      commands.registerCommand(id, async (first: unknown, second: unknown) => {
        try {
          return await act(fitscope, text(first), text(second));
        } catch (error) {
          void tell(error, fitscope);
          return undefined;
        }
      }),
    ),
  );
}

type Act = (fitscope: Fitscope, first: string, second: string) => Promise<unknown>;

const all: Readonly<Record<string, Act>> = {
  'fitscope.applyRemedy': ({ advisor }, run, remedy) => advisor.apply(run, remedy),
  'fitscope.applyAndRerun': applyAndRerun,
  'fitscope.showAdvice': showAdvice,
  'fitscope.explainRule': explainRule,
};

/** Gives the id of the new run. */
async function applyAndRerun(fitscope: Fitscope, id: string, remedy: string): Promise<string> {
  if (!workspace.isTrusted) {
    throw new CannotStart('In Restricted Mode nothing is started.', { kind: 'trust' });
  }
  const { runs, advisor } = fitscope;
  const run = await runs.load(id);
  await advisor.apply(id, remedy);
  const remedies = remediesWith(run.diagnosis, remedy);
  const config = Uri.file(configFileOf(run));
  return startAndShow(fitscope, { config, follows: { run: id, remedies } });
}

/** Puts the cursor on the value of a finding and opens what can be done about it. */
async function showAdvice({ advisor }: Fitscope, config: string, rule: string): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(config));
  const standing = shownFindings(advisor, document).find(({ finding }) => finding.rule === rule);
  if (!standing) return;
  const editor = await window.showTextDocument(document);
  const range = rangeOf(document, standing.span);
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range);
  const hasFix = standing.finding.remedies.length > 0;
  await commands.executeCommand(hasFix ? 'editor.action.quickFix' : 'editor.action.showHover');
}

async function explainRule({ context }: Fitscope, rule: string): Promise<void> {
  const page = Uri.joinPath(context.extensionUri, 'docs', 'rules.md');
  await commands.executeCommand('markdown.showPreview', page.with({ fragment: rule }));
}

function text(argument: unknown): string {
  return typeof argument === 'string' ? argument : '';
}

async function tell(error: unknown, fitscope: Fitscope): Promise<void> {
  if (!(error instanceof CannotApply)) return tellProblem(error, fitscope);
  fitscope.log.info(error.message);
  await window.showWarningMessage(plainNotice(error.message));
}
