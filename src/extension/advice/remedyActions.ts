import { basename } from 'node:path';
import {
  CodeAction,
  CodeActionKind,
  workspace,
  type CodeActionContext,
  type TextDocument,
} from 'vscode';
import { languageOf } from '../../config/configLanguage';
import { ruleOf } from './adviceDiagnostics';
import type { StandingFinding } from './advisor';
import { workspaceEdit } from './applyRemedy';
import { planRemedy } from './planRemedy';
import { remedyTitle, rerunTitle } from './remedyTitles';

/** Setting what a finding advises, and setting it with a new run where runs may be started. */
export function remedyActions(
  { run, finding }: StandingFinding,
  document: TextDocument,
  { diagnostics }: CodeActionContext,
): readonly CodeAction[] {
  const [remedy] = finding.remedies;
  const language = languageOf(document.fileName);
  if (!remedy || !language) return [];
  const cured = diagnostics.filter((one) => ruleOf(one) === finding.rule);
  const apply = new CodeAction(remedyTitle(finding), CodeActionKind.QuickFix);
  apply.diagnostics = cured;
  const file = basename(document.fileName);
  const plan = planRemedy(finding, document.getText(), language, file);
  if ('refused' in plan) {
    apply.disabled = { reason: plan.refused };
    return [apply];
  }
  apply.edit = workspaceEdit(document, plan.edits);
  apply.isPreferred = true;
  if (!workspace.isTrusted) return [apply];
  const rerun = new CodeAction(rerunTitle(finding), CodeActionKind.QuickFix);
  rerun.diagnostics = cured;
  rerun.command = {
    title: rerun.title,
    command: 'fitscope.applyAndRerun',
    arguments: [run, remedy.id],
  };
  return [apply, rerun];
}
