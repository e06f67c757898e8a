import type { RunView } from '../../protocol/runView';
import { scalarsOf } from './scalars';

const columns = ['run', 'event', 'step', 'epoch', 'layer', 'metric', 'value'] as const;

/**
 * A tidy table of everything a run measured, one number a row (RFC 4180, with line feeds). What does
 * not apply is empty; `NaN`, `Infinity` and `-Infinity` are written so.
 */
export function toCsv(view: RunView): string {
  const rows = scalarsOf(view).map(({ event, step, epoch, layer, metric, value }) =>
    [view.record.id, event, step ?? '', epoch, layer ?? '', metric, value].map(field).join(','),
  );
  return [columns.join(','), ...rows, ''].join('\n');
}

function field(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
