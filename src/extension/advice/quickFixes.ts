import {
  CodeActionKind,
  type CodeActionContext,
  type CodeActionProvider,
  type CodeActionProviderMetadata,
  type Range,
  type TextDocument,
} from 'vscode';
import { rangeOf } from '../help/rangeOf';
import type { Advisor } from './advisor';
import { shownFindings } from './shownFindings';

export const quickFixKinds: CodeActionProviderMetadata = {
  providedCodeActionKinds: [CodeActionKind.QuickFix],
};

/** What each finding at the cursor advises, as an edit, and as an edit with a new run. */
export function quickFixes(advisor: Advisor): CodeActionProvider {
  return {
    async provideCodeActions(document: TextDocument, range: Range, context: CodeActionContext) {
      const here = shownFindings(advisor, document).filter(
        ({ finding, span }) =>
          finding.remedies.length > 0 && rangeOf(document, span).intersection(range),
      );
      if (here.length === 0) return [];
      const { remedyActions } = await import('./remedyActions');
      return here.flatMap((standing) => remedyActions(standing, document, context));
    },
  };
}
