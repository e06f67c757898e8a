import { workspace, type TextDocument } from 'vscode';
import type { Advisor, StandingFinding } from './advisor';

/** The standing findings that belong on the lines of a config: all, or problems alone. */
export function shownFindings(
  advisor: Advisor,
  document: TextDocument,
): readonly StandingFinding[] {
  const settings = workspace.getConfiguration('fitscope', document.uri);
  const hints = settings.get<boolean>('hints', true);
  return advisor
    .standing(document)
    .filter(({ finding }) => finding.severity === 'problem' || hints);
}
