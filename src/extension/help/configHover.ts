import {
  Hover,
  MarkdownString,
  type HoverProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import type { ConfigReadings } from './configReadings';
import { isConfigDocument } from './configSelector';
import { othersHelp } from './otherChecks';
import { rangeOf } from './rangeOf';

/** What the key under the mouse means, where nobody else says it. */
export function configHover(readings: ConfigReadings): HoverProvider {
  return {
    async provideHover(document: TextDocument, position: Position) {
      if (!isConfigDocument(document) || othersHelp(document, 'hover')) return undefined;
      const reading = await readings.read(document);
      if (!reading) return undefined;
      const [{ pathAt }, { schemaMarkdown }] = await Promise.all([
        import('./pathAt'),
        import('./schemaMarkdown'),
      ]);
      const at = pathAt(reading.raw, reading.places, document.offsetAt(position));
      const says = at && schemaMarkdown(at.path, reading.raw);
      if (!at || says === undefined) return undefined;
      return new Hover(new MarkdownString(says), rangeOf(document, at.span));
    },
  };
}
