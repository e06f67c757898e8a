import type { Diagnosis } from '../../protocol/finding';
import type { Settings } from '../../protocol/settings';

/** Ids of the remedies whose value these settings have; empty when none was followed. */
export function appliedRemedies({ findings }: Diagnosis, settings: Settings): readonly string[] {
  return findings
    .flatMap(({ remedies }) => remedies)
    .filter(
      ({ change }) => change.from !== change.to && valueAt(settings, change.path) === change.to,
    )
    .map(({ id }) => id);
}

function valueAt(settings: Settings, path: string): unknown {
  let value: unknown = settings;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[key];
  }
  return value;
}
