import type { Value } from '../../program/program';

/** The value of that name among an optimizer's inputs; throws where the caller left it out. */
export function named(values: Readonly<Record<string, Value>>, name: string): Value {
  const value = values[name];
  if (!value)
    throw new Error(
      `The optimizer needs ${name}, got ${Object.keys(values).join(', ') || 'none'}.`,
    );
  return value;
}
