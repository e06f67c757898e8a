import type { ParameterRange, ParamValue } from '../../protocol/searchSpace';
import { parseOverride } from '../overrides';

export interface Refused {
  /** What was seen and what would be right, in one sentence. */
  readonly refused: string;
}

const forms = 'log:LOW..HIGH:N, lin:LOW..HIGH:N or list:a,b,c';

/**
 * Reads where the values of a parameter lie: `log:1e-4..1e-1:7`, `lin:0..0.5` (the number of points
 * is for grids), `list:adam,adamw`, `list:[64],[128,64]`, or a list as YAML and JSON have it.
 */
export function parseRange(given: string | readonly ParamValue[]): ParameterRange | Refused {
  if (typeof given !== 'string') return listOf(given);
  const [, kind, rest = ''] = /^\s*(log|lin|list)\s*:\s*(.*?)\s*$/s.exec(given) ?? [];
  if (kind === 'list') return parseList(rest, given);
  if (kind === 'log' || kind === 'lin') return parseInterval(kind, rest, given);
  return { refused: `"${given}" is not of the form ${forms}.` };
}

/** `path=range` of a command line. */
export function parseParameter(
  text: string,
): { readonly path: string; readonly range: ParameterRange } | Refused {
  const [, path, given = ''] = /^\s*([^=\s]+)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (path === undefined || path.split('.').includes(''))
    return { refused: `"${text}" is not of the form path=${forms}.` };
  const range = parseRange(given);
  return 'refused' in range ? range : { path, range };
}

function parseInterval(kind: 'log' | 'lin', text: string, given: string): ParameterRange | Refused {
  const [, first = '', second = '', count] = /^(.+?)\.\.(.+?)(?::(.*))?$/.exec(text) ?? [];
  const [low, high] = [numberOf(first), numberOf(second)];
  if (low === undefined || high === undefined)
    return { refused: `"${given}" is not of the form ${kind}:LOW..HIGH:N with two numbers.` };
  if (low >= high) return { refused: `"${given}" goes from ${low} to ${high}; LOW must be less.` };
  if (kind === 'log' && low <= 0)
    return { refused: `"${given}" starts at ${low}; a log range lies above 0.` };
  if (count === undefined) return { kind, low, high };
  const points = numberOf(count);
  if (points === undefined || !Number.isInteger(points) || points < 2 || points > mostPoints)
    return { refused: `"${given}" has "${count}" points; use a whole number from 2.` };
  return { kind, low, high, points };
}

const mostPoints = 100_000;

function parseList(text: string, given: string): ParameterRange | Refused {
  // A comma inside brackets belongs to a value that is itself a list.
  const texts = text.split(/,(?![^[]*\])/).map((part) => part.trim());
  if (texts.includes('')) return { refused: `"${given}" has an empty value between its commas.` };
  return listOf(texts.map(scalarOf));
}

function listOf(values: readonly ParamValue[]): ParameterRange | Refused {
  const texts = values.map((value) => JSON.stringify(value));
  const twice = texts.find((text, i) => texts.indexOf(text) < i);
  if (twice !== undefined) return { refused: `The list of values has ${twice} twice.` };
  return { kind: 'list', values };
}

function scalarOf(text: string): ParamValue {
  const override = parseOverride(`x=${text}`);
  return 'value' in override ? override.value : text;
}

function numberOf(text: string): number | undefined {
  const value = scalarOf(text.trim() || '-');
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}
