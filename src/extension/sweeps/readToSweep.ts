import type { Uri } from 'vscode';
import { languageOf } from '../../config/configLanguage';
import { parseConfig } from '../../config/parseConfig';
import type { Settings } from '../../protocol/settings';
import { checkConfig } from '../runs/checkConfig';
import { refuseUntrusted, savedText } from '../runs/readyToStart';

/** A config that is right, its raw data too. Rejects with `CannotStart`. */
export async function readToSweep(
  config: Uri,
): Promise<{ readonly settings: Settings; readonly raw: unknown }> {
  refuseUntrusted('starting a sweep needs trust');
  const text = await savedText(config);
  const { settings } = checkConfig(text, config.fsPath);
  const { value: raw } = parseConfig(text, languageOf(config.fsPath) ?? 'yaml');
  return { settings, raw };
}
