import type { ParameterRange, ParamValue } from '../../../src/protocol/searchSpace';
import { logTicks } from '../../charts/logTicks';
import { formatNumber, type NumberStyle } from '../../words/formatNumber';
import { showValue } from '../showValue';

/** Where values lie along an axis, as a share of its length. */
export interface Scale {
  readonly kind: 'linear' | 'log' | 'category';
  /** Undefined for what has no place there. */
  share(value: ParamValue | undefined): number | undefined;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly share: number;
  readonly text: string;
}

/** Over the finite numbers of some values; logarithmic where asked for and all lie above 0. */
export function numberScale(
  values: readonly number[],
  kind: 'linear' | 'log',
  style: NumberStyle,
  ticks = 5,
): Scale {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value) || (kind === 'log' && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = kind === 'log' ? [0.1, 1] : [0, 1];
  if (low === high) {
    const half = Math.abs(low) / 2 || 0.5;
    [low, high] = kind === 'log' ? [low / 2, high * 2] : [low - half, high + half];
  }
  return between(low, high, kind, style, ticks);
}

/** From end to end of a range that is known. */
export function between(
  low: number,
  high: number,
  kind: 'linear' | 'log',
  style: NumberStyle,
  ticks = 5,
): Scale {
  const at = (value: number): number =>
    kind === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  // Marks a hundredth apart need no four decimals.
  const tickStyle = style === 'fine' && high - low > 0.05 ? 'two' : style;
  const marks = kind === 'log' ? logMarks(low, high, ticks) : linearMarks(low, high, ticks);
  return {
    kind,
    share(value) {
      if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
      if (kind === 'log' && value <= 0) return undefined;
      return at(value);
    },
    ticks: marks.map((value) => ({ share: at(value), text: formatNumber(value, tickStyle) })),
  };
}

/** The same with room, as shares of the axis, before its first and behind its last value. */
export function withRoom(scale: Scale, before: number, behind = before): Scale {
  const inside = (share: number): number => before + share * (1 - before - behind);
  return {
    kind: scale.kind,
    share(value) {
      const share = scale.share(value);
      return share === undefined ? undefined : inside(share);
    },
    ticks: scale.ticks.map(({ share, text }) => ({ share: inside(share), text })),
  };
}

/** One place for each value. */
export function categories(values: readonly ParamValue[]): Scale {
  const texts = [...new Set(values.map(showValue))];
  return {
    kind: 'category',
    share(value) {
      const at = value === undefined ? -1 : texts.indexOf(showValue(value));
      return at < 0 ? undefined : (at + 0.5) / texts.length;
    },
    ticks: texts.map((text, i) => ({ share: (i + 0.5) / texts.length, text })),
  };
}

/** Of a parameter: its range and whatever was tried outside of it before it was changed. */
export function parameterScale(
  range: ParameterRange | undefined,
  values: readonly (ParamValue | undefined)[],
  ticks = 5,
): Scale {
  const given = range?.kind === 'list' ? range.values : [];
  const all = [...given, ...values.filter((value) => value !== undefined)];
  const numbers = all.filter((value) => typeof value === 'number');
  if (numbers.length < all.length || numbers.length === 0) return categories(all);
  const ends = range && range.kind !== 'list' ? [range.low, range.high] : [];
  const every = [...numbers, ...ends];
  let [low, high] = [Infinity, -Infinity];
  for (const value of every) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const isLog = range?.kind === 'log' || (range?.kind === 'list' && high / low >= 10);
  const canBeLog = low > 0 && isLog;
  return numberScale(every, canBeLog ? 'log' : 'linear', 'power', ticks);
}

function linearMarks(low: number, high: number, most: number): readonly number[] {
  const raw = (high - low) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= raw) ?? raw;
  const marks: number[] = [];
  for (let mark = Math.ceil(low / step) * step; mark <= high + step * 1e-9; mark += step)
    marks.push(Number(mark.toPrecision(10)));
  return marks;
}

function logMarks(low: number, high: number, most: number): readonly number[] {
  const all = logTicks(low, high).filter((value) => value >= low * 0.999 && value <= high * 1.001);
  if (all.length <= most) return all;
  const tens = all.filter((value) => Math.abs(Math.log10(value) % 1) < 1e-9);
  const marks = tens.length >= 2 ? tens : all;
  const stride = Math.ceil(marks.length / most);
  return marks.filter((_, i) => i % stride === 0);
}
