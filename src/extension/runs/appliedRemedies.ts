import { parsePath, valueAt } from '../../config/configPath';
import type { Diagnosis } from '../../protocol/finding';
import type { Settings } from '../../protocol/settings';

/** Ids of the remedies whose value these settings have; empty when none was followed. */
export function appliedRemedies({ findings }: Diagnosis, settings: Settings): readonly string[] {
  return findings
    .flatMap(({ remedies }) => remedies)
    .filter(
      ({ change }) =>
        change.from !== change.to && valueAt(settings, parsePath(change.path)) === change.to,
    )
    .map(({ id }) => id);
}
