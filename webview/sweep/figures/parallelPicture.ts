import { bestRow, type TrialRow } from '../../../src/protocol/sweepView';
import type { ParameterRanges } from '../../../src/protocol/searchSpace';
import { formatNumber } from '../../words/formatNumber';
import { shortPath, showValue } from '../showValue';
import { label, line } from './axes';
import type { Measure } from './measures';
import type { Picture, Place } from './plotFigure';
import { numberScale, parameterScale, type Scale } from './scale';

interface Axis {
  readonly name: string;
  readonly scale: Scale;
  share(row: TrialRow): number | undefined;
}

/** Every trial as a line across its values to its score: the darker, the better. */
export function parallelPicture(
  rows: readonly TrialRow[],
  ranges: ParameterRanges,
  measure: Measure,
  chosen: number | undefined,
): Picture {
  const paths = Object.keys(ranges);
  const shown = rows.filter((row) => Number.isFinite(measure.of(row)));
  const best = bestRow(rows);
  return {
    title: 'Parallel coordinates',
    reads: `Each line is a trial, from its values on the left to its ${lower(measure.label)} on the right; the stronger, the better. The best is drawn thick, the selected one dashed.`,
    says: best
      ? `${shown.length} trials across ${paths.join(', ')}; the best has ${paths.map((path) => `${path} ${showValue(best.params[path])}`).join(', ')}`
      : `${shown.length} trials across ${paths.join(', ')}`,
    ...(shown.length === 0 && { empty: 'No trial has a result yet.' }),
    height: 300,
    draw(canvas) {
      const { context, width, height, theme } = canvas;
      const axes = axesOf(shown, ranges, measure);
      const [top, bottom] = [34, height - 14];
      const left = 20 + Math.max(...tickWidths(context, axes[0]));
      const right = width - 16 - Math.max(...tickWidths(context, axes.at(-1)));
      const step = (right - left) / Math.max(1, axes.length - 1);
      const xOf = (i: number): number => left + i * step;
      const yOf = (share: number): number => bottom - share * (bottom - top);
      const ranked = rankedBy(shown, measure);
      const places: Place[] = [];
      const trace = (row: TrialRow): void => {
        context.beginPath();
        axes.forEach((axis, i) => {
          const share = axis.share(row);
          if (share === undefined) return;
          if (i === 0) context.moveTo(xOf(i), yOf(share));
          else context.lineTo(xOf(i), yOf(share));
        });
        context.stroke();
      };
      context.lineJoin = 'round';
      // The worst first: what is better lies above.
      ranked.forEach((row, i) => {
        const quality = ranked.length < 2 ? 1 : i / (ranked.length - 1);
        const crowd = Math.min(1, 60 / ranked.length);
        context.strokeStyle = theme.lines[0] ?? theme.text;
        context.globalAlpha = Math.max(0.06, (0.15 + 0.75 * quality ** 2) * (0.4 + 0.6 * crowd));
        context.lineWidth = 1 + quality * crowd;
        trace(row);
        const says = [
          `trial ${row.trial}, ${row.status}`,
          ...paths.map((path) => `${path} ${showValue(row.params[path])}`),
          `${measure.label} ${formatNumber(measure.of(row), measure.style)}`,
        ];
        axes.forEach((axis, k) => {
          const share = axis.share(row);
          if (share !== undefined)
            places.push({ x: xOf(k), y: yOf(share), reach: 24, trial: row.trial, says });
        });
      });
      context.globalAlpha = 1;
      const marked = shown.find(({ trial }) => trial === chosen);
      if (marked) {
        context.strokeStyle = theme.text;
        context.lineWidth = 2;
        context.setLineDash([5, 3]);
        trace(marked);
        context.setLineDash([]);
      }
      if (best) {
        context.strokeStyle = theme.lines[1] ?? theme.text;
        context.lineWidth = 3;
        trace(best);
      }
      axes.forEach(({ name, scale }, i) => drawAxis(i, name, scale));
      return places;

      function drawAxis(i: number, name: string, scale: Scale): void {
        const x = xOf(i);
        const isLast = i === axes.length - 1;
        context.strokeStyle = theme.muted;
        context.lineWidth = 1;
        line(context, x, top, x, bottom);
        const align = i === 0 ? 'left' : isLast ? 'right' : 'center';
        label(canvas, name, i === 0 ? 2 : isLast ? width - 2 : x, 12, align);
        for (const { share, text } of scale.ticks) {
          const y = yOf(share);
          line(context, x - 3, y, x + 3, y);
          label(canvas, text, isLast ? x + 7 : x - 7, y, isLast ? 'left' : 'right');
        }
      }
    },
  };
}

function axesOf(
  rows: readonly TrialRow[],
  ranges: ParameterRanges,
  measure: Measure,
): readonly Axis[] {
  const paths = Object.keys(ranges);
  const scores = numberScale(rows.map(measure.of), measure.scale, measure.style);
  return [
    ...paths.map((path): Axis => {
      const scale = parameterScale(
        ranges[path],
        rows.map(({ params }) => params[path]),
      );
      return {
        name: shortPath(path, paths),
        scale,
        share: ({ params }) => scale.share(params[path]),
      };
    }),
    { name: lower(measure.label), scale: scores, share: (row) => scores.share(measure.of(row)) },
  ];
}

/** The worst first. */
function rankedBy(rows: readonly TrialRow[], measure: Measure): readonly TrialRow[] {
  const sign = measure.better === 'low' ? -1 : 1;
  return [...rows].sort((a, b) => sign * (measure.of(a) - measure.of(b)));
}

function tickWidths(context: CanvasRenderingContext2D, axis: Axis | undefined): readonly number[] {
  return [0, ...(axis?.scale.ticks ?? []).map(({ text }) => context.measureText(text).width)];
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
