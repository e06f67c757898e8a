import { languageOf } from '../../config/configLanguage';
import { parsePath, valueAt } from '../../config/configPath';
import { readConfig } from '../../config/readConfig';
import type { Diagnosis } from '../../protocol/finding';
import { appliedRemedies } from '../runs/appliedRemedies';

export interface RemediesNow {
  /** Remedies that still find the value that they start from. */
  readonly applicable: readonly string[];
  /** Remedies whose advised value is there. */
  readonly applied: readonly string[];
}

/** Which remedies fit the config as its text is now; none when it cannot be read or has errors. */
export function remediesNow(
  diagnosis: Diagnosis,
  configPath: string,
  text: string | undefined,
): RemediesNow {
  const language = languageOf(configPath);
  const settings =
    text === undefined || !language ? undefined : readConfig(text, language).settings;
  if (!settings) return { applicable: [], applied: [] };
  const applicable = diagnosis.findings
    .flatMap(({ remedies }) => remedies)
    .filter(({ change: { path, from, to } }) => {
      return from !== to && valueAt(settings, parsePath(path)) === from;
    });
  return {
    applicable: applicable.map(({ id }) => id),
    applied: appliedRemedies(diagnosis, settings),
  };
}
