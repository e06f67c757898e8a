import {
  Hover,
  MarkdownString,
  workspace,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { rangeOf } from '../help/rangeOf';
import type { Advisor } from './advisor';
import { evidenceMarkdown, hoverCommands } from './evidenceMarkdown';
import { shownFindings } from './shownFindings';

/** The evidence behind the findings on a value. */
export function adviceHover(advisor: Advisor): HoverProvider {
  return {
    provideHover(document: TextDocument, position: Position) {
      const here = shownFindings(advisor, document).filter(({ span }) =>
        rangeOf(document, span).contains(position),
      );
      const [first] = here;
      if (!first) return undefined;
      const contents = here.map((standing) => {
        const says = evidenceMarkdown(standing, { trusted: workspace.isTrusted });
        const markdown = new MarkdownString(says);
        markdown.isTrusted = { enabledCommands: [...hoverCommands] };
        return markdown;
      });
      return new Hover(contents, rangeOf(document, first.span));
    },
  };
}
