import { Uri, window, workspace } from 'vscode';
import { isConfigFile } from '../../config/configLanguage';
import { plainLabel } from '../words/plainLabel';
import type { CommandParts } from './commandParts';

/** The config that a command is about: its argument, else the one in sight, else one asked for. */
export async function configArgument(
  argument: unknown,
  { configs }: CommandParts,
  title = 'Diagnose a Config',
): Promise<Uri | undefined> {
  return asUri(argument) ?? activeConfig() ?? (await choose(configs.list(), title));
}

/** A URI, its text, or what JSON has made of one; undefined for anything else. */
export function asUri(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === 'string' && argument.includes(':')) return Uri.parse(argument);
  const isComponents = typeof argument === 'object' && argument !== null && 'path' in argument;
  return isComponents && 'scheme' in argument
    ? Uri.from(argument as { scheme: string; path: string })
    : undefined;
}

/** The one with the cursor; else the only one in sight, for the cursor may be in the log or panel. */
function activeConfig(): Uri | undefined {
  const isConfig = (uri: Uri): boolean => uri.scheme === 'file' && isConfigFile(uri.path);
  const active = window.activeTextEditor?.document.uri;
  if (active && isConfig(active)) return active;
  const seen = window.visibleTextEditors.map(({ document }) => document.uri).filter(isConfig);
  const [first, ...others] = new Map(seen.map((uri) => [uri.toString(), uri])).values();
  return others.length === 0 ? first : undefined;
}

async function choose(configs: readonly Uri[], title: string): Promise<Uri | undefined> {
  if (configs.length === 0) {
    void window.showInformationMessage(
      'There is no config here: a file named *.fit.yaml or *.fit.json. Fitscope: Copy Digits Example makes one.',
    );
  }
  if (configs.length < 2) return configs[0];
  const items = configs.map((uri) => ({
    label: plainLabel(uri.path.slice(uri.path.lastIndexOf('/') + 1)),
    description: plainLabel(workspace.asRelativePath(uri)),
    uri,
  }));
  return (await window.showQuickPick(items, { title, matchOnDescription: true }))?.uri;
}
