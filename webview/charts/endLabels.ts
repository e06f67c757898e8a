import type { Chart, Plugin } from 'chart.js';
import { levelDash } from './levelLine';
import type { ChartTheme } from './theme';

/** A label at the right end of a line, with a sample of the line before it. */
export interface EndLabel {
  /** Index of the line's dataset; undefined for the level. */
  readonly dataset: number | undefined;
  readonly text: string;
  readonly value: number;
}

export interface EndLabelSource {
  readonly labels: () => readonly EndLabel[];
  readonly theme: () => ChartTheme;
}

/** Height of a label's row, in CSS pixels. */
export const labelRow = 15;
const sample = 18;
const gap = 5;
/** A line that ends further from its label than this has broken off; nothing leads to it. */
const leaderReach = 60;

/** Room that the labels need at the right of the plot, in CSS pixels. */
export function endLabelRoom(context: CanvasRenderingContext2D, texts: readonly string[]): number {
  const widest = Math.max(0, ...texts.map((text) => context.measureText(text).width));
  return texts.length === 0 ? 8 : Math.ceil(widest) + sample + 3 * gap + 4;
}

/** Writes the labels, moved apart where line ends lie close together. */
export function endLabels(source: EndLabelSource): Plugin<'line'> {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart;
      const theme = source.theme();
      const placed = place(chart, source.labels());
      ctx.save();
      ctx.font = `12px ${theme.font}`;
      ctx.textBaseline = 'middle';
      for (const { dataset, text, y, end } of placed) {
        const look = lookOf(chart, dataset, theme);
        const left = chartArea.right + gap;
        ctx.strokeStyle = look.colour;
        ctx.lineWidth = 1;
        ctx.setLineDash([]);
        ctx.globalAlpha = 0.5;
        if (left - end.x < leaderReach) line(ctx, end, left, y);
        ctx.globalAlpha = 1;
        ctx.lineWidth = look.width;
        ctx.setLineDash(look.dash);
        line(ctx, { x: left, y }, left + sample, y);
        ctx.fillStyle = dataset === undefined ? theme.muted : theme.text;
        ctx.fillText(text, left + sample + gap, y);
      }
      ctx.restore();
    },
  };
}

interface Look {
  readonly colour: string;
  readonly width: number;
  readonly dash: number[];
}

function lookOf(chart: Chart<'line'>, dataset: number | undefined, theme: ChartTheme): Look {
  const line = dataset === undefined ? undefined : chart.data.datasets[dataset];
  if (!line) return { colour: theme.muted, width: 1.25, dash: [...levelDash] };
  return {
    colour: line.borderColor as string,
    width: Number(line.borderWidth),
    dash: [...((line.borderDash as number[] | undefined) ?? [])],
  };
}

interface Placed extends EndLabel {
  readonly y: number;
  /** Where the line ends on the plot. */
  readonly end: { readonly x: number; readonly y: number };
}

/** Rows from top to bottom in the order of the values, none over another, all inside the chart. */
function place(chart: Chart<'line'>, labels: readonly EndLabel[]): readonly Placed[] {
  const { chartArea, scales } = chart;
  const yScale = scales['y'];
  if (!yScale) return [];
  const wanted = labels
    .map((label) => {
      const y = Number.isFinite(label.value)
        ? yScale.getPixelForValue(label.value)
        : chartArea.bottom;
      const inside = Math.min(Math.max(y, chartArea.top), chartArea.bottom);
      return { ...label, y: inside, end: { x: endOf(chart, label.dataset), y: inside } };
    })
    .sort((a, b) => a.y - b.y);
  for (let i = 1; i < wanted.length; i++) {
    const [above, here] = [wanted[i - 1], wanted[i]];
    if (above && here) here.y = Math.max(here.y, above.y + labelRow);
  }
  let floor = chartArea.bottom + labelRow / 2;
  for (const here of [...wanted].reverse()) {
    here.y = Math.min(here.y, floor);
    floor = here.y - labelRow;
  }
  return wanted;
}

function endOf(chart: Chart<'line'>, dataset: number | undefined): number {
  if (dataset === undefined) return chart.chartArea.right;
  const elements = chart.getDatasetMeta(dataset).data;
  for (let i = elements.length - 1; i >= 0; i--) {
    const element = elements[i];
    if (element && !('skip' in element && element.skip)) return element.x;
  }
  return chart.chartArea.right;
}

function line(
  ctx: CanvasRenderingContext2D,
  from: { readonly x: number; readonly y: number },
  x: number,
  y: number,
): void {
  ctx.beginPath();
  ctx.moveTo(from.x, from.y);
  ctx.lineTo(x, y);
  ctx.stroke();
}
