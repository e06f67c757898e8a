import type { Span } from '../../config/problem';
import type { CursorPlace } from './cursorPlace';
import { scanFlow } from './yamlFlow';

/**
 * Finds the cursor's place by indentation and brackets alone, so that it works in a text that is
 * not valid while it is typed. Lists of sections, which no config has, are not looked into.
 */
export function yamlCursor(text: string, at: number): CursorPlace {
  // No editor stands inside a line ending, but a position may be counted there.
  const offset = text.slice(at - 1, at + 1) === '\r\n' ? at - 1 : at;
  const frames: Frame[] = [];
  let start = 0;
  let textBlock: number | undefined;
  while (start <= text.length) {
    const end = lineEnd(text, start);
    const line: Line = { text, start, end, offset };
    const indent = /^ */.exec(text.slice(start, end))?.[0].length ?? 0;
    const isBlank = /^\s*$/.test(text.slice(start, end));
    if (textBlock !== undefined && (isBlank || indent > textBlock)) {
      if (offset <= end) return none;
    } else {
      textBlock = undefined;
      const read = readLine(line, indent, frames);
      if (read.found) return read.found;
      if (read.isTextBlock) textBlock = indent;
      if (read.next !== undefined) {
        start = read.next;
        continue;
      }
    }
    start = text.startsWith('\r\n', end) ? end + 2 : end + 1;
  }
  return none;
}

interface Frame {
  readonly indent: number;
  readonly key: string;
}

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly offset: number;
}

interface Read {
  readonly found?: CursorPlace;
  readonly isTextBlock?: boolean;
  /** Start of the next line to read, after a value of several lines. */
  readonly next?: number;
}

const none: CursorPlace = { kind: 'none' };

function readLine({ text, start, end, offset }: Line, indent: number, frames: Frame[]): Read {
  const content = text.slice(start, end);
  const isHere = offset <= end;
  const first = start + indent;
  if (/^\s*(#|$)/.test(content)) {
    if (!isHere) return {};
    const comment = content.indexOf('#');
    if (comment >= 0 && offset > start + comment) return { found: none };
    const column = offset - start;
    return { found: keyAt(frames, column, { start: offset, end: offset }, false) };
  }
  const [, name = '', between = ''] = keyPattern.exec(content.slice(indent)) ?? [];
  if (name === '') return isHere ? { found: bareWord(content, first, offset, frames, indent) } : {};
  const word = { start: first, end: first + name.length };
  if (isHere && offset <= word.end) {
    return { found: offset < first ? none : keyAt(frames, indent, word, true) };
  }
  leave(frames, indent);
  frames.push({ indent, key: unquoted(name) });
  const colon = word.end + between.length;
  if (isHere && offset <= colon) return { found: none };
  return readValue({ text, start, end, offset }, colon + 1, frames);
}

function readValue({ text, end, offset }: Line, from: number, frames: readonly Frame[]): Read {
  const isHere = offset <= end;
  const path = frames.map(({ key }) => key);
  const lead = /^[ \t]*((?:[&!][^\s]*[ \t]+)*)/.exec(text.slice(from, end))?.[0].length ?? 0;
  const value = from + lead;
  const opening = text.charAt(value);
  if (value < end && (opening === '{' || opening === '[')) {
    const flow = scanFlow(text, value, offset, path);
    if ('found' in flow) return { found: flow.found };
    if (offset <= flow.end) return { found: none };
    return { next: nextLine(text, flow.end) };
  }
  if (/^[|>][-+0-9]*\s*(#.*)?$/.test(text.slice(value, end))) {
    return isHere ? { found: none } : { isTextBlock: true };
  }
  if (!isHere) return {};
  const word = { start: value, end: value + plainLength(text.slice(value, end)) };
  if (offset > word.end && word.start < word.end) return { found: none };
  if (text.slice(word.end, offset).includes('#')) return { found: none };
  const at = word.start < word.end && offset >= word.start ? word : { start: offset, end: offset };
  const needsBlank = at.start === from;
  return { found: { kind: 'value', path, word: at, isFlow: false, needsBlank } };
}

/** A word, in quotes or not, with a colon after it. */
const keyPattern = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|<<|[A-Za-z_][\w.-]*)([ \t]*):(?=\s|$)/;

function bareWord(
  content: string,
  first: number,
  offset: number,
  frames: Frame[],
  indent: number,
): CursorPlace {
  const word = /^\s*([A-Za-z_][\w-]*)\s*$/.exec(content)?.[1];
  if (word === undefined || offset < first || offset > first + word.length) return none;
  return keyAt(frames, indent, { start: first, end: first + word.length }, false);
}

function keyAt(frames: Frame[], indent: number, word: Span, hasColon: boolean): CursorPlace {
  leave(frames, indent);
  const section = frames.map(({ key }) => key);
  return { kind: 'key', section, word, isFlow: false, hasColon };
}

/** Takes away the sections that a line of this indentation is not in. */
function leave(frames: Frame[], indent: number): void {
  while (frames.length > 0 && (frames.at(-1)?.indent ?? 0) >= indent) frames.pop();
}

/** Characters of a scalar, without the blanks and the comment after it. */
function plainLength(rest: string): number {
  const quoted = /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/.exec(rest)?.[0];
  if (quoted !== undefined) return quoted.length;
  return rest.replace(/(^|[ \t])#.*$/, '').trimEnd().length;
}

function unquoted(name: string): string {
  return /^["']/.test(name) ? name.slice(1, -1) : name;
}

function lineEnd(text: string, start: number): number {
  const found = text.slice(start).search(/\r?\n/);
  return found < 0 ? text.length : start + found;
}

function nextLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length + 1 : end + 1;
}
