import { basename, dirname, resolve } from 'node:path';
import { languageOf } from '../../config/configLanguage';
import { readConfig } from '../../config/readConfig';
import { resolvePaths } from '../../config/resolvePaths';
import type { Settings } from '../../protocol/settings';
import { CannotStart } from './cannotStart';

export interface CheckedConfig {
  /** The config's own name, else its file's. */
  readonly name: string;
  /** With every default filled in and paths absolute. */
  readonly settings: Settings;
}

/** Throws `CannotStart` for a config with errors. */
export function checkConfig(text: string, configPath: string): CheckedConfig {
  const file = basename(configPath);
  const language = languageOf(file);
  if (language === undefined) {
    throw new CannotStart(`${file} is no config: it ends in neither .yaml, .json nor .jsonc.`);
  }
  const { settings, problems } = readConfig(text, language);
  if (settings === undefined) {
    const [first, ...others] = problems.filter(({ severity }) => severity === 'error');
    const where = first ? ` Line ${first.line}: ${first.message}` : '';
    const count = others.length === 0 ? 'a problem' : `${others.length + 1} problems`;
    throw new CannotStart(`${file} has ${count} and was not started.${where}`, {
      kind: 'problems',
      config: configPath,
    });
  }
  return {
    name: settings.name ?? file.replace(/(\.fit)?\.\w+$/, ''),
    settings: resolvePaths(settings, dirname(configPath), resolve),
  };
}
