import type { Canvas } from './plotFigure';
import type { Scale } from './scale';

/** The part of a canvas that data are drawn in, CSS pixels. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface AxisNames {
  readonly x: string;
  readonly y: string;
}

/** Draws grid, ticks and names of two axes, and gives the area between them. */
export function drawAxes(
  { context, width, height, theme }: Canvas,
  x: Scale,
  y: Scale,
  names: AxisNames,
  room = 12,
): Area {
  const widest = Math.max(0, ...y.ticks.map(({ text }) => context.measureText(text).width));
  const area: Area = {
    left: Math.ceil(widest) + 28,
    right: width - room,
    top: 10,
    bottom: height - 38,
  };
  context.lineWidth = 1;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const { share, text } of y.ticks) {
    const at = Math.round(yAt(area, share)) + 0.5;
    context.strokeStyle = theme.grid;
    line(context, area.left, at, area.right, at);
    context.fillStyle = theme.muted;
    context.fillText(text, area.left - 6, at);
  }
  context.strokeStyle = theme.muted;
  line(context, area.left, area.bottom + 0.5, area.right, area.bottom + 0.5);
  context.textAlign = 'center';
  context.textBaseline = 'top';
  let free = -Infinity;
  for (const { share, text } of x.ticks) {
    const at = xAt(area, share);
    const half = context.measureText(text).width / 2;
    context.strokeStyle = theme.muted;
    line(context, at, area.bottom, at, area.bottom + 4);
    if (at - half < free) continue;
    free = at + half + 8;
    context.fillText(text, Math.min(at, width - half - 1), area.bottom + 7);
  }
  context.fillText(names.x, (area.left + area.right) / 2, height - 13);
  context.save();
  context.translate(1, (area.top + area.bottom) / 2);
  context.rotate(-Math.PI / 2);
  context.fillText(names.y, 0, 0);
  context.restore();
  return area;
}

export function xAt({ left, right }: Area, share: number): number {
  return left + share * (right - left);
}

export function yAt({ top, bottom }: Area, share: number): number {
  return bottom - share * (bottom - top);
}

export function line(
  context: CanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): void {
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
}

/** Text on a patch of the page's own colour, so that it is read over lines. */
export function label(
  { context, theme, width }: Canvas,
  text: string,
  x: number,
  y: number,
  align: 'left' | 'right' | 'center' = 'left',
): void {
  const size = context.measureText(text).width;
  const wanted = align === 'left' ? x : align === 'right' ? x - size : x - size / 2;
  const left = Math.max(2, Math.min(wanted, width - size - 2));
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.save();
  context.globalAlpha = 0.85;
  context.fillStyle = theme.surface;
  context.fillRect(left - 2, y - 8, size + 4, 16);
  context.restore();
  context.fillStyle = theme.text;
  context.fillText(text, left, y);
}
