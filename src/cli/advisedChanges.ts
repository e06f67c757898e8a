import type { ConfigLanguage } from '../config/configLanguage';
import { editValue } from '../config/edit/editValue';
import type { Diagnosis } from '../protocol/finding';
import type { ReportData } from '../runs/writeReport';

/**
 * Where the advised values go in the config's text: over the old value, or in at an empty span
 * where the text does not hold it. Advice that cannot be written into this text is left out.
 */
export function advisedChanges(
  text: string,
  language: ConfigLanguage,
  { findings }: Diagnosis,
): NonNullable<ReportData['changes']> {
  return findings.flatMap(({ remedies }) =>
    remedies.flatMap(({ says, change: { path, to } }) => {
      const edited = editValue(text, language, path, to);
      if ('refused' in edited) return [];
      return edited.edits.map(({ start, end, newText }) => ({
        start,
        end,
        path,
        to: newText,
        says,
      }));
    }),
  );
}
