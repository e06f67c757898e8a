import { isDefined, type Measured, type NotDefined } from '../../metrics/measured';

/** Why there is no value, by metric id. */
export type Reasons = Readonly<Record<string, string>>;

/** The sentence of a metric as a reason among others: no capital, no full stop. */
export function asReason({ says }: NotDefined): string {
  const sentence = says.endsWith('.') ? says.slice(0, -1) : says;
  return /^[A-Z][^A-Z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}

/** Metrics that lack a value in one look only, with the reason; not those that the run lacks. */
export function lostMetrics(
  values: Readonly<Record<string, Measured>>,
  lackedByRun: Reasons,
): Reasons {
  return Object.fromEntries(
    Object.entries(values).flatMap(([id, value]) =>
      isDefined(value) || id in lackedByRun ? [] : [[id, asReason(value)]],
    ),
  );
}
