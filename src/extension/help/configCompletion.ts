import {
  CompletionItem,
  CompletionItemKind,
  MarkdownString,
  SnippetString,
  type CompletionItemProvider,
  type Position,
  type TextDocument,
} from 'vscode';
import { languageOf } from '../../config/configLanguage';
import { escapeMarkdown } from '../words/escapeMarkdown';
import type { Suggestion } from './completions';
import { isConfigDocument } from './configSelector';
import { othersHelp } from './otherChecks';
import { rangeOf } from './rangeOf';

/** Keys and values of YAML configs where no YAML extension offers them. */
export const configCompletion: CompletionItemProvider = {
  async provideCompletionItems(document: TextDocument, position: Position) {
    if (languageOf(document.uri.path) !== 'yaml' || !isConfigDocument(document)) return [];
    if (othersHelp(document, 'completion')) return [];
    const { completions } = await import('./completions');
    const found = completions(document.getText(), document.offsetAt(position));
    return found.map((suggestion, place) => toItem(suggestion, place, document));
  },
};

/** Characters that ask for suggestions by themselves. */
export const completionTriggers = [' ', ':', '{', ','] as const;

function toItem(suggestion: Suggestion, place: number, document: TextDocument): CompletionItem {
  const item = new CompletionItem(suggestion.label, kindOf(suggestion));
  item.detail = suggestion.detail;
  item.documentation = new MarkdownString(escapeMarkdown(suggestion.description));
  item.insertText = new SnippetString(suggestion.snippet);
  item.range = rangeOf(document, suggestion.replaces);
  item.filterText = document.getText(item.range).startsWith('"')
    ? `"${suggestion.label}"`
    : suggestion.label;
  item.sortText = String(place).padStart(3, '0');
  return item;
}

function kindOf({ kind }: Suggestion): CompletionItemKind {
  switch (kind) {
    case 'key':
      return CompletionItemKind.Property;
    case 'word':
      return CompletionItemKind.EnumMember;
    case 'value':
      return CompletionItemKind.Value;
  }
}
