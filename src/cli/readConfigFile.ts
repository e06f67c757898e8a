import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { languageOf } from '../config/configLanguage';
import { parseOverride, showOverride, type Overrides } from '../config/overrides';
import type { Problem } from '../config/problem';
import { placeOfPath, readConfig } from '../config/readConfig';
import { resolvePaths } from '../config/resolvePaths';
import type { Settings } from '../protocol/settings';
import { isSystemError } from '../runs/runFolderError';
import { RequestError } from './requestError';

export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  /** The config's own name, else its file's. */
  readonly name: string;
  /** Checked, with overrides applied and paths absolute. */
  readonly settings: Settings;
  /** Problems that do not hinder, a line each. */
  readonly warnings: readonly string[];
  /**
   * Where the value of a config path stands, as messages begin: `path/to/file:line:column`, or the
   * file and the override that gave it.
   */
  placeOf(path: string): string;
}

/**
 * Reads and checks a config. Throws `RequestError` with every problem on a line of its own, as
 * `path/to/file:line:column: message`.
 *
 * @param file as the user named it; messages name it the same way
 */
export function readConfigFile(
  file: string,
  workingFolder: string,
  overrides: Overrides,
): ConfigFile {
  const language = languageOf(file);
  if (language === undefined) {
    throw new RequestError(
      `${file}: a config is named *.fit.yaml, *.fit.yml, *.fit.json or *.fit.jsonc.`,
    );
  }
  const path = resolve(workingFolder, file);
  const text = readText(file, path);
  const { settings, problems, places } = readConfig(text, language, { overrides });
  const lines = problems.map((problem) => tellProblem(file, problem));
  if (settings === undefined) throw new RequestError(lines.join('\n'));
  return {
    path,
    text,
    name: settings.name ?? basename(file).replace(/(\.fit)?\.\w+$/i, ''),
    settings: resolvePaths(settings, dirname(path), resolve),
    warnings: lines,
    placeOf: (configPath) => {
      const override = overrides[configPath];
      if (override !== undefined) return `${file}: Override ${showOverride(configPath, override)}`;
      const { line, column } = placeOfPath(configPath, text, places);
      return `${file}:${line}:${column}`;
    },
  };
}

/** `--set path=value`, of each path the last. Throws `RequestError`. */
export function readOverrides(texts: readonly string[]): Overrides {
  return Object.fromEntries(
    texts.map((text) => {
      const override = parseOverride(text);
      if ('refused' in override) throw new RequestError(`--set: ${override.refused}`);
      return [override.path, override.value];
    }),
  );
}

function tellProblem(file: string, { line, column, message, severity, origin }: Problem): string {
  const place = origin === 'override' ? file : `${file}:${line}:${column}`;
  return `${place}: ${severity === 'error' ? '' : `${severity}: `}${message}`;
}

function readText(file: string, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof TypeError) throw new RequestError(`${file}: this is not UTF-8 text.`);
    if (!isSystemError(error)) throw error;
    throw new RequestError(`${file}: ${whyUnreadable(error.code, error.message)}`);
  }
}

function whyUnreadable(code: string, message: string): string {
  switch (code) {
    case 'ENOENT':
      return 'there is no such file.';
    case 'EISDIR':
      return 'this is a folder, not a config.';
    case 'EACCES':
      return 'reading it was not permitted.';
    default:
      return message;
  }
}
