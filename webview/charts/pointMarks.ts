import type { Plugin, PointStyle } from 'chart.js';
import { drawPoint } from 'chart.js/helpers';
import type { Point } from '../series/thin';
import type { ChartTheme } from './theme';

/** Which points of a line carry a mark, and its shape. */
export interface Marks {
  readonly shape: PointStyle;
  readonly colour: string;
  /** Indices into the thinned points. */
  readonly at: readonly number[];
}

/** CSS pixels between two marks of a line. */
const markEvery = 56;

/**
 * Marks at even distances, shifted from line to line, and on points that stand alone.
 *
 * @param perEpoch CSS pixels that an epoch is wide
 */
export function markedPoints(
  points: readonly Point[],
  line: number,
  perEpoch: number,
): readonly number[] {
  const marked: number[] = [];
  let next = (line * 17) % markEvery;
  points.forEach((point, i) => {
    if (Number.isNaN(point.y)) return;
    const lone = !isDrawn(points[i - 1]) && !isDrawn(points[i + 1]);
    const at = point.x * perEpoch;
    if (!lone && at < next) return;
    next = at + markEvery;
    marked.push(i);
  });
  return marked;
}

/**
 * Draws the marks. Chart.js could, but only with options of its own for every point, which made an
 * update of a chart with many points several times slower.
 */
export function pointMarks(source: {
  readonly marks: () => readonly (Marks | undefined)[];
  readonly theme: () => ChartTheme;
}): Plugin<'line'> {
  return {
    id: 'pointMarks',
    afterDatasetDraw(chart, { index, meta }) {
      const marks = source.marks()[index];
      if (!marks) return;
      const { ctx } = chart;
      ctx.save();
      ctx.setLineDash([]);
      ctx.lineWidth = 1.5;
      ctx.strokeStyle = marks.colour;
      ctx.fillStyle = source.theme().surface;
      for (const at of marks.at) {
        const point = meta.data[at];
        const style = { pointStyle: marks.shape, radius: 3, borderWidth: 1.5 };
        if (point) drawPoint(ctx, style, point.x, point.y);
      }
      ctx.restore();
    },
  };
}

function isDrawn(point: Point | undefined): boolean {
  return point !== undefined && !Number.isNaN(point.y);
}
