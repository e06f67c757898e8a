import type { Diagnosis, Finding } from '../../protocol/finding';

/**
 * The finding that a remedy belongs to. Its remedies go together: half of them would be another
 * advice, which nobody measured.
 */
export function findingOf({ findings }: Diagnosis, remedy: string): Finding | undefined {
  return findings.find(({ remedies }) => remedies.some(({ id }) => id === remedy));
}

/** Ids of all remedies that are applied with this one, itself among them; empty when there is none. */
export function remediesWith(diagnosis: Diagnosis, remedy: string): readonly string[] {
  return (findingOf(diagnosis, remedy)?.remedies ?? []).map(({ id }) => id);
}
