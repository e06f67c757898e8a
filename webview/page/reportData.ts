import type { Diagnosis } from '../../src/protocol/finding';
import type { RunView } from '../../src/protocol/runView';

/** What the page draws; written into it as JSON by whoever makes the report. */
export interface ReportData {
  readonly view: RunView;
  readonly diagnosis: Diagnosis;
  readonly configText: string;
  readonly language: 'yaml' | 'json' | 'jsonc';
  /** Where the advised values stand in `configText`; an empty span is an insertion. */
  readonly changes?: readonly ConfigChange[];
}

export interface ConfigChange {
  /** Character offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly path: string;
  /** The new text, or the new value. */
  readonly to: string | number;
  readonly says: string;
}
