import type { Problem } from '../../config/problem';

/** Who else checks a config in this editor. */
export interface OtherChecks {
  /** Of the language: that the text is YAML or JSON at all. */
  readonly parser: boolean;
  /** Against the contributed schema. */
  readonly schema: boolean;
}

/** The problems that nobody else reports. */
export function reportedProblems(
  problems: readonly Problem[],
  others: OtherChecks,
): readonly Problem[] {
  return problems.filter(({ knownBy }) => {
    switch (knownBy) {
      case 'parser':
        return !others.parser;
      case 'schema':
        return !others.schema;
      case undefined:
        return true;
    }
  });
}
