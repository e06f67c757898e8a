import type { ParameterRange, ParamValue } from '../../../src/protocol/searchSpace';
import { bestRow, type TrialRow } from '../../../src/protocol/sweepView';
import { formatNumber } from '../../words/formatNumber';
import { shortPath, showValue } from '../showValue';
import { drawAxes, xAt, yAt } from './axes';
import type { Measure } from './measures';
import type { Picture, Place } from './plotFigure';
import { categories, parameterScale, type Scale } from './scale';

/** More values of a parameter than these share cells. */
const mostCells = 10;

interface Side {
  readonly path: string;
  readonly range: ParameterRange | undefined;
}

/** The best number of the trials that share a cell of two values. */
export function heatPicture(
  rows: readonly TrialRow[],
  x: Side,
  y: Side,
  measure: Measure,
): Picture {
  const shown = rows.filter((row) => Number.isFinite(measure.of(row)));
  const best = bestRow(rows);
  const paths = [x.path, y.path];
  const [columns, lines] = [cellsOf(rows, x), cellsOf(rows, y)];
  const cells = new Map<string, TrialRow>();
  for (const row of shown) {
    const key = `${columns.of(row)} ${lines.of(row)}`;
    const known = cells.get(key);
    if (!known || isBetter(measure, row, known)) cells.set(key, row);
  }
  return {
    title: `${measure.label} over ${shortPath(x.path, paths)} and ${shortPath(y.path, paths)}`,
    reads: `The best trial of each cell; the stronger the colour, the better. ${columns.isBinned || lines.isBinned ? 'Close values share a cell. ' : ''}A frame marks the best of all.`,
    says: best
      ? `${cells.size} cells have results; the best is ${x.path} ${showValue(best.params[x.path])}, ${y.path} ${showValue(best.params[y.path])} with ${formatNumber(measure.of(best), measure.style)}`
      : `${cells.size} cells have results`,
    ...(shown.length === 0 && { empty: 'No trial has a result yet.' }),
    height: 300,
    draw(canvas) {
      const { context, theme } = canvas;
      const area = drawAxes(canvas, columns.scale, lines.scale, { x: x.path, y: y.path });
      const width = (area.right - area.left) / columns.count;
      const height = (area.bottom - area.top) / lines.count;
      const ranks = rankOf([...cells.values()], measure);
      const places: Place[] = [];
      for (const row of cells.values()) {
        const px = xAt(area, (columns.of(row) + 0.5) / columns.count);
        const py = yAt(area, (lines.of(row) + 0.5) / lines.count);
        const [left, top] = [px - width / 2 + 1, py - height / 2 + 1];
        context.globalAlpha = 0.06 + 0.5 * (ranks.get(row) ?? 0);
        context.fillStyle = theme.lines[0] ?? theme.text;
        context.fillRect(left, top, width - 2, height - 2);
        context.globalAlpha = 1;
        if (row === best) {
          context.strokeStyle = theme.text;
          context.lineWidth = 2;
          context.strokeRect(left + 1, top + 1, width - 4, height - 4);
        }
        const text = formatNumber(measure.of(row), measure.style === 'fine' ? 'fine' : 'short');
        if (width > context.measureText(text).width + 4 && height > 14) {
          context.fillStyle = theme.text;
          context.textAlign = 'center';
          context.textBaseline = 'middle';
          context.fillText(text, px, py);
        }
        places.push({
          ...{ x: px, y: py, reach: Math.max(width, height) / 2, trial: row.trial },
          says: [
            `trial ${row.trial}, ${row.status}`,
            `${x.path} ${showValue(row.params[x.path])}`,
            `${y.path} ${showValue(row.params[y.path])}`,
            `${measure.label} ${formatNumber(measure.of(row), measure.style)}`,
          ],
        });
      }
      return places;
    },
  };
}

interface Cells {
  readonly count: number;
  readonly isBinned: boolean;
  readonly scale: Scale;
  of(row: TrialRow): number;
}

/** A cell for each value where these are few, else equal parts of the range. */
function cellsOf(rows: readonly TrialRow[], { path, range }: Side): Cells {
  const values = distinct(rows.map(({ params }) => params[path]));
  if (values.length <= mostCells) {
    const texts = values.map(showValue);
    return {
      count: Math.max(1, texts.length),
      isBinned: false,
      scale: categories(values),
      of: ({ params }) => Math.max(0, texts.indexOf(showValue(params[path]))),
    };
  }
  const scale = parameterScale(range, values, 6);
  const count = mostCells - 2;
  return {
    count,
    isBinned: true,
    scale,
    of({ params }) {
      const share = scale.share(params[path]) ?? 0;
      return Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    },
  };
}

function distinct(values: readonly (ParamValue | undefined)[]): readonly ParamValue[] {
  const all = new Map<string, ParamValue>();
  for (const value of values) if (value !== undefined) all.set(showValue(value), value);
  const sorted = [...all.values()];
  return sorted.every((value) => typeof value === 'number')
    ? sorted.sort((a, b) => Number(a) - Number(b))
    : sorted;
}

/** 0 for the worst, 1 for the best. */
function rankOf(rows: readonly TrialRow[], measure: Measure): ReadonlyMap<TrialRow, number> {
  const sorted = [...rows].sort((a, b) => (isBetter(measure, a, b) ? 1 : -1));
  const last = Math.max(1, sorted.length - 1);
  return new Map(sorted.map((row, i) => [row, sorted.length < 2 ? 1 : i / last]));
}

function isBetter({ better, of }: Measure, a: TrialRow, b: TrialRow): boolean {
  return better === 'low' ? of(a) < of(b) : of(a) > of(b);
}
