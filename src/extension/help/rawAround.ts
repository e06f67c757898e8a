import { parseConfig } from '../../config/parseConfig';
import type { Span } from '../../config/problem';

/**
 * Plain data of a YAML text that may be broken at the cursor: of the whole text, else without the
 * word that is being typed, else without its line. Undefined where none of these can be read.
 */
export function rawAround(text: string, word: Span): unknown {
  const start = text.lastIndexOf('\n', word.start - 1) + 1;
  const newLine = text.indexOf('\n', word.end);
  const line = { start, end: newLine < 0 ? text.length : newLine };
  for (const attempt of [text, blanked(text, word), blanked(text, line)]) {
    const { value, problems } = parseConfig(attempt, 'yaml');
    if (!problems.some(({ severity }) => severity === 'error')) return value;
  }
  return undefined;
}

function blanked(text: string, { start, end }: Span): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}
