import type { ToPanel } from '../../src/protocol/panelMessages';
import { wireNumbers } from '../../src/protocol/wire';

/**
 * A message of the host out of its JSON text. The same as `fromWire`, but in place and without a
 * reviver, which makes parsing several times slower.
 */
export function fromHost(text: string): ToPanel {
  return fromHostAs<ToPanel>(text);
}

/** The same for the messages of another page. */
export function fromHostAs<Message>(text: string): Message {
  const message: unknown = JSON.parse(text);
  restoreNumbers(message);
  return message as Message;
}

const numbers: ReadonlyMap<string, number> = new Map(
  wireNumbers.map((name) => [name, Number(name)]),
);

function restoreNumbers(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  const parts = value as Record<string, unknown>;
  for (const key in parts) {
    const part = parts[key];
    if (typeof part === 'object') restoreNumbers(part);
    else if (typeof part === 'string' && key !== 'name') {
      const number = numbers.get(part);
      if (number !== undefined) parts[key] = number;
    }
  }
}
