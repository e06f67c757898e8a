import type { Settings } from '../protocol/settings';
import { crossChecks } from './crossChecks';
import { explain } from './explain';
import type { Issue } from './problem';
import { settingsSchema } from './schema/settings';
import { sweepChecks } from './sweep/sweepChecks';

/** Settings with every default filled in, unless an issue is an error. */
export interface Checked {
  readonly settings?: Settings;
  readonly issues: readonly Issue[];
}

/** Checks raw config data against the schema, and then each part against the others. */
export function checkSettings(raw: unknown): Checked {
  const parsed = settingsSchema.safeParse(raw, { reportInput: false });
  if (!parsed.success) {
    return { issues: parsed.error.issues.flatMap((issue) => explain(issue, raw)) };
  }
  const issues = [...crossChecks(parsed.data, raw), ...sweepChecks(parsed.data, raw)];
  const isWrong = issues.some((issue) => issue.severity === 'error');
  return isWrong ? { issues } : { settings: parsed.data, issues };
}
