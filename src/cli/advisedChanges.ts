import type { ConfigLanguage } from '../config/configLanguage';
import { readConfig } from '../config/readConfig';
import type { Diagnosis } from '../protocol/finding';
import type { ReportData } from '../runs/writeReport';
import { tellChange } from './words/tellDiagnosis';
import { formatSetting } from './words/formatNumber';

/** Where the values that a diagnosis would change stand in the config's text. */
export function advisedChanges(
  text: string,
  language: ConfigLanguage,
  diagnosis: Diagnosis,
): NonNullable<ReportData['changes']> {
  const { places } = readConfig(text, language);
  return diagnosis.findings.flatMap(({ remedies }) =>
    remedies.flatMap(({ change }) => {
      const span = places.valueSpan(change.path);
      const to = formatSetting(change.to);
      return span ? [{ ...span, path: change.path, to, says: tellChange(change) }] : [];
    }),
  );
}
