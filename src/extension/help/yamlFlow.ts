import type { CursorPlace } from './cursorPlace';

/** The cursor's place when it is inside the brackets, else where they end. */
export type FlowScan = { readonly found: CursorPlace } | { readonly end: number };

const none: FlowScan = { found: { kind: 'none' } };

/**
 * Reads a flow section or list from its opening bracket on. Brackets that nobody closed end with
 * the text.
 */
export function scanFlow(
  text: string,
  open: number,
  offset: number,
  path: readonly string[],
): FlowScan {
  return text.charAt(open) === '{'
    ? scanSection(text, open, offset, path)
    : scanList(text, open, offset, path);
}

function scanSection(
  text: string,
  open: number,
  offset: number,
  path: readonly string[],
): FlowScan {
  let at = open + 1;
  while (at <= text.length) {
    const key = skipBlanks(text, at);
    if (offset > open && offset >= at && offset <= key && !inComment(text, at, offset)) {
      if (!isWordStart(text, key) || offset < key) return keyFound(path, offset, offset, text);
    } else if (offset < key) return none;
    if (key >= text.length) return { end: text.length };
    const char = text.charAt(key);
    if (char === '}') return { end: key + 1 };
    if (char === ',') {
      at = key + 1;
      continue;
    }
    const keyEnd = Math.max(wordEnd(text, key), key + 1);
    if (offset <= keyEnd) return keyFound(path, key, keyEnd, text);
    const after = skipBlanks(text, keyEnd);
    if (text.charAt(after) !== ':') {
      at = keyEnd;
      continue;
    }
    if (offset <= after) return none;
    const name = text
      .slice(key, keyEnd)
      .trim()
      .replace(/^["']|["']$/g, '');
    const read = readValue(text, after + 1, offset, [...path, name]);
    if ('found' in read) return read;
    at = read.end;
  }
  return { end: text.length };
}

function readValue(text: string, from: number, offset: number, path: readonly string[]): FlowScan {
  const value = skipBlanks(text, from);
  const char = text.charAt(value);
  if (char === '{' || char === '[') {
    if (offset <= value) return none;
    return scanFlow(text, value, offset, path);
  }
  const end = isWordStart(text, value) ? wordEnd(text, value) : value;
  if (offset > end) return { end };
  const word =
    offset >= value && end > value ? { start: value, end } : { start: offset, end: offset };
  const needsBlank = word.start === from;
  return { found: { kind: 'value', path, word, isFlow: true, needsBlank } };
}

/** Lists of a config hold numbers and names of the user's own: nothing to offer inside. */
function scanList(text: string, open: number, offset: number, path: readonly string[]): FlowScan {
  let at = open + 1;
  while (at < text.length) {
    at = skipBlanks(text, at);
    const char = text.charAt(at);
    if (char === ']') return offset > open && offset <= at ? none : { end: at + 1 };
    if (char === '{' || char === '[') {
      const inner = scanFlow(text, at, offset, [...path, '0']);
      if ('found' in inner) return none;
      at = inner.end;
    } else {
      at = isWordStart(text, at) ? Math.max(wordEnd(text, at), at + 1) : at + 1;
    }
  }
  return offset > open ? none : { end: text.length };
}

function keyFound(section: readonly string[], start: number, end: number, text: string): FlowScan {
  const hasColon = /^\s*:/.test(text.slice(end));
  return { found: { kind: 'key', section, word: { start, end }, isFlow: true, hasColon } };
}

function isWordStart(text: string, at: number): boolean {
  return at < text.length && !/[\s,{}[\]:]/.test(text.charAt(at));
}

/** End of a scalar inside brackets, without blanks after it. */
function wordEnd(text: string, start: number): number {
  const rest = text.slice(start);
  const quoted = /^"(?:[^"\\]|\\.)*"?|^'(?:[^']|'')*'?/.exec(rest)?.[0];
  if (quoted !== undefined) return start + quoted.length;
  const plain = /^(?:[^\s,{}[\]:#]|:(?![\s,{}[\]]|$)|(?<=\S)#|[ \t]+(?=[^\s,{}[\]:#]))*/.exec(rest);
  return start + (plain?.[0].length ?? 0);
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  for (;;) {
    while (at < text.length && /\s/.test(text.charAt(at))) at++;
    const isComment = text.charAt(at) === '#' && /\s/.test(text.charAt(at - 1));
    if (!isComment) return at;
    const end = text.indexOf('\n', at);
    at = end < 0 ? text.length : end;
  }
}

function inComment(text: string, from: number, offset: number): boolean {
  const line = text.slice(from, offset).split('\n').at(-1) ?? '';
  return line.includes('#');
}
