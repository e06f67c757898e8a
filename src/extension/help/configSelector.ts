import type { DocumentFilter, TextDocument } from 'vscode';
import { isConfigFile } from '../../config/configLanguage';

/** Documents that help and advice are registered for. */
export const configSelector: readonly DocumentFilter[] = [
  { scheme: 'file', pattern: '**/*.fit.{yaml,yml,json,jsonc}' },
];

/** A config that somebody edits: a run's own copy of it is the past, and not to be changed. */
export function isConfigDocument({ uri }: Pick<TextDocument, 'uri'>): boolean {
  return uri.scheme === 'file' && isConfigFile(uri.path) && !/\/\.fitscope\//.test(uri.path);
}
