import type { Axis, Tick } from './figure';

export interface Scale {
  /** Where a number stands, in pixels. */
  place(value: number): number;
  readonly ticks: readonly Tick[];
}

/** A scale over the numbers that are there; on a log one only those above 0 count. */
export function axisOf(
  { scale, ticks }: Axis,
  values: readonly number[],
  [from, to]: readonly [number, number],
): Scale {
  const isLog = scale === 'log';
  const shown = values.filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  const turn = isLog ? Math.log10 : (value: number) => value;
  const turned = [...shown, ...(ticks ?? []).map(({ at }) => at)].map(turn);
  const marks = ticks ?? (isLog ? logTicks(turned) : linearTicks(turned));
  const all = [...turned, ...marks.map(({ at }) => turn(at))];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const span = high - low || 1;
  return {
    place: (value) => {
      const share = (turn(value) - low) / span;
      return from + (to - from) * Math.max(0, Math.min(1, share));
    },
    ticks: marks,
  };
}

/** Four to eight round numbers. */
function linearTicks(values: readonly number[]): Tick[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const rough = (high - low || 1) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const at = (first + index) * step;
    return { at, label: at.toFixed(digits) };
  });
}

/** Powers of ten, at most about eight of them. */
function logTicks(values: readonly number[]): Tick[] {
  const low = Math.floor(Math.min(...values) + 1e-9);
  const high = Math.ceil(Math.max(...values) - 1e-9);
  const every = Math.max(1, Math.ceil((high - low) / 8));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, index) => {
    const power = low + index * every;
    const label = power > 4 || power < -2 ? `1e${power}` : String(Number(`1e${power}`));
    return { at: 10 ** power, label };
  });
}
