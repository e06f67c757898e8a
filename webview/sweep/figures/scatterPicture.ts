import { bestRow, type TrialRow } from '../../../src/protocol/sweepView';
import type { ParameterRange } from '../../../src/protocol/searchSpace';
import { formatNumber } from '../../words/formatNumber';
import { showValue } from '../showValue';
import { drawAxes, label, xAt, yAt } from './axes';
import { drawMark, marksInWords } from './marks';
import type { Measure } from './measures';
import type { Picture, Place } from './plotFigure';
import { numberScale, parameterScale, withRoom } from './scale';

/** A number of each trial over one of its values. */
export function scatterPicture(
  rows: readonly TrialRow[],
  path: string,
  range: ParameterRange | undefined,
  measure: Measure,
  chosen: number | undefined,
): Picture {
  const shown = rows.filter((row) => Number.isFinite(measure.of(row)));
  const best = bestRow(rows);
  const says =
    best && Number.isFinite(measure.of(best))
      ? `${shown.length} trials; the best, trial ${best.trial}, has ${formatNumber(measure.of(best), measure.style)} at ${path} ${showValue(best.params[path])}`
      : `${shown.length} trials`;
  return {
    title: `${measure.label} over ${path}`,
    reads: marksInWords,
    says,
    ...(shown.length === 0 && { empty: 'No trial has a result yet.' }),
    draw(canvas) {
      const { context, theme } = canvas;
      const values = shown.map(({ params }) => params[path]);
      const x = withRoom(parameterScale(range, values, 7), 0.02);
      const numbers = numberScale(shown.map(measure.of), measure.scale, measure.style);
      const y = withRoom(numbers, 0.04, 0.12);
      const area = drawAxes(canvas, x, y, { x: path, y: measure.label });
      const places: Place[] = [];
      const radius = shown.length > 300 ? 2.5 : 4;
      for (const row of shown) {
        const [sx, sy] = [x.share(row.params[path]), y.share(measure.of(row))];
        if (sx === undefined || sy === undefined) continue;
        const [px, py] = [xAt(area, sx), yAt(area, sy)];
        const isMarked = row.trial === chosen;
        context.fillStyle = context.strokeStyle = isMarked ? theme.text : (theme.lines[0] ?? '');
        context.globalAlpha = row.status === 'finished' && shown.length > 50 && !isMarked ? 0.7 : 1;
        context.lineWidth = 1.5;
        drawMark(context, row.status, px, py, isMarked ? radius + 2 : radius);
        places.push({
          ...{ x: px, y: py, reach: 14, trial: row.trial },
          says: [
            `trial ${row.trial}, ${row.status}`,
            `${path} ${showValue(row.params[path])}`,
            `${measure.label} ${formatNumber(measure.of(row), measure.style)}`,
          ],
        });
      }
      context.globalAlpha = 1;
      const at = best && places.find(({ trial }) => trial === best.trial);
      if (at) {
        context.strokeStyle = theme.lines[1] ?? theme.text;
        context.lineWidth = 2;
        context.beginPath();
        context.arc(at.x, at.y, radius + 4, 0, 2 * Math.PI);
        context.stroke();
        label(canvas, 'best', at.x, at.y - radius - 13, 'center');
      }
      return places;
    },
  };
}
