/** A measured value with three significant digits: 0.712, 12.3, 1.2e-5. */
export function formatMeasured(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e5)) return shortExponent(value.toExponential(1));
  if (size >= 1000) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}

/** A share in percent with one decimal. */
export function formatPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** 0.8 s, 12.4 s, 3 min 20 s, 1 h 05 min. */
export function formatSeconds(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
}

function shortExponent(text: string): string {
  return text.replace('.0e', 'e').replace('e+', 'e');
}
