import { formatPath, isSection, parsePath, type Segments } from './configPath';
import { show } from './explain';
import type { Issue } from './problem';

/** A value given beside the config: by `--set`, or by a trial of a sweep. */
export type OverrideValue = OverrideScalar | readonly OverrideScalar[];
type OverrideScalar = number | string | boolean;

/** By config path. */
export type Overrides = Readonly<Record<string, OverrideValue>>;

/**
 * Raw data with the values of the overrides in their places; sections that are not there are made.
 * The given data stay as they are. What cannot be placed becomes an issue at its path.
 */
export function applyOverrides(
  raw: unknown,
  overrides: Overrides,
): { readonly raw: unknown; readonly issues: readonly Issue[] } {
  let changed = raw;
  const issues: Issue[] = [];
  for (const [path, value] of Object.entries(overrides)) {
    const at = parsePath(path);
    try {
      changed = withValue(changed, at, 0, value);
    } catch (error) {
      if (!(error instanceof NoPlace)) throw error;
      issues.push({ severity: 'error', at, on: 'value', message: error.message });
    }
  }
  return { raw: changed, issues };
}

/**
 * Takes `optimizer.weight_decay=3e-3` apart. The value is a number, `true`, `false`, a word, or a
 * list of these as `[128, 64]`; quotes around it make it a word whatever it looks like.
 */
export function parseOverride(
  text: string,
): { readonly path: string; readonly value: OverrideValue } | { readonly refused: string } {
  const [, path = '', value = ''] = /^\s*([^=\s]+)\s*=\s*(.*?)\s*$/s.exec(text) ?? [];
  if (path === '') return { refused: `"${text}" is not of the form path=value.` };
  if (path.split('.').includes('')) return { refused: `"${path}" is not a config path.` };
  if (value === '') return { refused: `"${text}" has no value after the equals sign.` };
  return { path, value: parseOverrideValue(value) };
}

/** `optimizer.momentum=2`, as it is given. */
export function showOverride(path: string, value: OverrideValue): string {
  return `${path}=${typeof value === 'object' ? `[${value.join(', ')}]` : String(value)}`;
}

/** As a config writes it: `[128, 64]` is a list, anything else one value. */
function parseOverrideValue(text: string): OverrideValue {
  const [, entries] = /^\[(.*)\]$/s.exec(text) ?? [];
  if (entries === undefined) return parseScalar(text);
  if (entries.trim() === '') return [];
  return entries.split(',').map((entry) => parseScalar(entry.trim()));
}

/** `3e-3` is a number, `true` and `false` are themselves, `"3"` and everything else are words. */
function parseScalar(text: string): OverrideScalar {
  if (/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text)) return Number(text);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(["']).*\1$/s.test(text) ? text.slice(1, -1) : text;
}

class NoPlace extends Error {}

function withValue(raw: unknown, at: Segments, depth: number, value: OverrideValue): unknown {
  const key = at[depth];
  if (key === undefined) return value;
  const name = formatPath(at.slice(0, depth));
  if (Array.isArray(raw)) {
    if (!Object.hasOwn(raw, key)) {
      const entries = raw.length === 1 ? '1 entry' : `${raw.length} entries`;
      throw new NoPlace(`${name} has ${entries}, counted from 0; there is no ${key}.`);
    }
    const index = Number(key);
    return raw.map((item, i) => (i === index ? withValue(item, at, depth + 1, value) : item));
  }
  if (raw !== undefined && raw !== null && !isSection(raw)) {
    throw new NoPlace(`${name} is ${show(raw)}, not a section.`);
  }
  const section = raw ?? {};
  const inside = Object.hasOwn(section, key) ? section[key] : undefined;
  // Entries, because an assignment would lose a key `__proto__`.
  const others = Object.entries(section).filter(([other]) => other !== key);
  return Object.fromEntries([...others, [key, withValue(inside, at, depth + 1, value)]]);
}
