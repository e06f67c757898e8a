import type { RunEvent } from '../protocol/events';
import { eventSchema } from './eventSchema';

export interface ParsedLines {
  readonly events: readonly RunEvent[];
  /** One sentence for each line that could not be read. */
  readonly problems: readonly string[];
}

/**
 * Reads whole lines of `events.jsonl`. A line that makes no sense is told and does not hide the
 * others.
 *
 * @param firstLine number of the first line in its file, from 1
 */
export function parseEvents(lines: readonly string[], firstLine = 1): ParsedLines {
  const events: RunEvent[] = [];
  const problems: string[] = [];
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    const parsed = parseEvent(line);
    if (typeof parsed === 'string') problems.push(`events.jsonl:${firstLine + index}: ${parsed}`);
    else events.push(parsed);
  });
  return { events, problems };
}

function parseEvent(line: string): RunEvent | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return `this line is not JSON: ${shorten(line)}`;
  }
  const result = eventSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const where = issue && issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return `this line is not an event (${issue?.message ?? 'unknown'}${where}): ${shorten(line)}`;
}

function shorten(line: string): string {
  const printable = line.replace(/[\p{Cc}\ufffd]/gu, '?');
  return printable.length > 80 ? `${printable.slice(0, 77)}...` : printable;
}
