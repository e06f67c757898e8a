import type { Diagnosis } from '../../protocol/finding';
import type { ConfigLanguage } from '../configLanguage';
import { editValue } from './editValue';

/** An advised value at its place in a config's text; an empty span is an insertion. */
export interface AdvisedChange {
  /** Character offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** The characters that would stand there. */
  readonly to: string;
  readonly says: string;
}

/**
 * Where the advised values go in the config's text: over the old value, or in at an empty span
 * where the text does not hold it. Advice that cannot be written into this text is left out.
 */
export function advisedChanges(
  text: string,
  language: ConfigLanguage,
  { findings }: Diagnosis,
): readonly AdvisedChange[] {
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
