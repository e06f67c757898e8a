import { languageOf } from '../../config/configLanguage';
import { parsePath, valueAt } from '../../config/configPath';
import { readConfig } from '../../config/readConfig';
import type { Diagnosis } from '../../protocol/finding';

export interface RemediesNow {
  /** Remedies that still find the value that they start from. */
  readonly applicable: readonly string[];
  /** Remedies whose advised value is there. */
  readonly applied: readonly string[];
}

/** Which remedies fit the config as its text is now; none when it cannot be read or has errors. */
export function remediesNow(
  { findings }: Diagnosis,
  configPath: string,
  text: string | undefined,
): RemediesNow {
  const language = languageOf(configPath);
  const settings =
    text === undefined || !language ? undefined : readConfig(text, language).settings;
  if (!settings) return { applicable: [], applied: [] };
  const remedies = findings
    .flatMap((finding) => finding.remedies)
    .filter(({ change }) => change.from !== change.to)
    .map(({ id, change }) => ({ id, change, now: valueAt(settings, parsePath(change.path)) }));
  return {
    applicable: remedies.filter(({ change, now }) => now === change.from).map(({ id }) => id),
    applied: remedies.filter(({ change, now }) => now === change.to).map(({ id }) => id),
  };
}
