/** How a number that JSON has no word for is written in files and messages. */
export const wireNumbers = ['NaN', 'Infinity', '-Infinity'] as const;

/** JSON text in which NaN and the infinities are the strings `"NaN"`, `"Infinity"`, `"-Infinity"`. */
export function toWire(value: unknown, indent?: number): string {
  return JSON.stringify(
    value,
    (_key, part: unknown) =>
      typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
    indent,
  );
}

/**
 * The reverse of `toWire`, for readers without a schema (the report's page, a message). A text of a
 * run that reads exactly `NaN` would come back as a number; `name` is therefore left alone.
 */
export function fromWire(text: string): unknown {
  return JSON.parse(text, (key, part: unknown) =>
    key !== 'name' && typeof part === 'string' && isWireNumber(part) ? Number(part) : part,
  );
}

function isWireNumber(text: string): boolean {
  return (wireNumbers as readonly string[]).includes(text);
}
