import type { NotDefined } from '../../metrics/measured';

/** Why there is no value, by metric id. */
export type Reasons = Readonly<Record<string, string>>;

/** The sentence of a metric as a reason among others: no capital, no full stop. */
export function asReason({ says }: NotDefined): string {
  const sentence = says.endsWith('.') ? says.slice(0, -1) : says;
  return /^[A-Z][^A-Z]/.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
