import { formatNumber, type NumberStyle } from '../../words/formatNumber';
import { drawAxes, label, line, xAt, yAt } from './axes';
import type { Picture, Place } from './plotFigure';
import { numberScale, withRoom } from './scale';

export interface CurvePoint {
  readonly x: number;
  readonly y: number;
  readonly trial?: number;
}

export interface Curve {
  readonly label: string;
  readonly points: readonly CurvePoint[];
  /** `faint`: what the others were made of. */
  readonly role: 'main' | 'faint';
}

/** A value of x that means something. */
export interface Upright {
  readonly x: number;
  readonly says: string;
  readonly isStrong: boolean;
}

export interface LineSpec {
  readonly title: string;
  readonly reads: string;
  readonly says: string;
  readonly facts?: string;
  readonly empty?: string;
  readonly x: { readonly name: string; readonly scale: 'linear' | 'log' };
  readonly y: {
    readonly name: string;
    readonly scale: 'linear' | 'log';
    readonly style: NumberStyle;
    /** Shown at least. */
    readonly low?: number;
    readonly high?: number;
  };
  readonly curves: readonly Curve[];
  readonly uprights: readonly Upright[];
}

/** Curves of different dashes and marks, named at their ends. */
export function linePicture(spec: LineSpec): Picture {
  const { title, reads, says, facts, empty, curves, uprights } = spec;
  return {
    ...{ title, reads, says },
    ...(facts !== undefined && { facts }),
    ...(empty !== undefined && { empty }),
    draw(canvas) {
      const { context, theme } = canvas;
      const points = curves.flatMap((curve) => curve.points);
      const xs = [...points.map(({ x }) => x), ...uprights.map(({ x }) => x)];
      const ys = points.map(({ y }) => y);
      const ends = [spec.y.low, spec.y.high].filter((end) => end !== undefined);
      const x = withRoom(numberScale(xs, spec.x.scale, 'power', 7), 0.015);
      const room = 0.04 + 0.06 * uprights.length;
      const y = withRoom(numberScale([...ys, ...ends], spec.y.scale, spec.y.style), 0.03, room);
      const names = { x: spec.x.name, y: spec.y.name };
      const widest = Math.max(
        ...curves.map(({ label, role }) =>
          role === 'faint' ? 0 : context.measureText(label).width,
        ),
        0,
      );
      const area = drawAxes(canvas, x, y, names, widest + 22);
      const places: Place[] = [];
      uprights.forEach(({ x: at, says: text, isStrong }, i) => {
        const share = x.share(at);
        if (share === undefined) return;
        const px = xAt(area, share);
        context.strokeStyle = isStrong ? (theme.lines[1] ?? theme.text) : theme.muted;
        context.lineWidth = isStrong ? 2 : 1;
        context.setLineDash(isStrong ? [] : [4, 4]);
        line(context, px, area.top + 8 + 16 * i, px, area.bottom);
        context.setLineDash([]);
        const isRight = px > (area.left + area.right) / 2;
        label(
          canvas,
          text,
          isRight ? px - 5 : px + 5,
          area.top + 6 + 16 * i,
          isRight ? 'right' : 'left',
        );
      });
      const lineNames: { readonly text: string; readonly x: number; y: number; colour: string }[] =
        [];
      let main = 0;
      for (const { label: text, points: own, role } of curves) {
        const index = role === 'main' ? main++ : 7;
        const colour = theme.lines[role === 'main' ? (lineColours[index] ?? 0) : 7] ?? theme.text;
        context.strokeStyle = context.fillStyle = colour;
        context.lineWidth = role === 'main' ? 2 : 1;
        context.setLineDash(role === 'main' ? (dashes[index] ?? []) : []);
        context.beginPath();
        let isPenDown = false;
        let last: { readonly x: number; readonly y: number } | undefined;
        const drawn: { readonly x: number; readonly y: number; readonly of: CurvePoint }[] = [];
        for (const of of own) {
          const [sx, sy] = [x.share(of.x), y.share(of.y)];
          if (sx === undefined || sy === undefined) {
            isPenDown = false;
            continue;
          }
          const at = { x: xAt(area, sx), y: yAt(area, Math.min(1, sy)) };
          if (isPenDown) context.lineTo(at.x, at.y);
          else context.moveTo(at.x, at.y);
          isPenDown = true;
          last = at;
          drawn.push({ ...at, of });
        }
        context.stroke();
        context.setLineDash([]);
        if (role === 'faint') continue;
        for (const at of drawn) {
          if (own.length <= 40) mark(index, at.x, at.y);
          places.push({
            ...{ x: at.x, y: at.y, reach: 16 },
            ...(at.of.trial !== undefined && { trial: at.of.trial }),
            says: [
              text,
              `${spec.x.name} ${formatNumber(at.of.x, 'power')}`,
              `${spec.y.name} ${formatNumber(at.of.y, spec.y.style)}`,
            ],
          });
        }
        if (last) lineNames.push({ text, x: area.right + 6, y: last.y, colour });
      }
      lineNames.sort((a, b) => a.y - b.y);
      lineNames.forEach((name, i) => {
        const above = lineNames[i - 1];
        if (above && name.y - above.y < 14) name.y = above.y + 14;
        context.fillStyle = name.colour;
        context.textAlign = 'left';
        context.textBaseline = 'middle';
        context.fillText(name.text, name.x, Math.min(name.y, area.bottom - 6));
      });
      return places;

      function mark(index: number, px: number, py: number): void {
        context.lineWidth = 1.5;
        context.beginPath();
        if (index % 2 === 0) context.arc(px, py, 3, 0, 2 * Math.PI);
        else context.rect(px - 3, py - 3, 6, 6);
        context.save();
        context.fillStyle = theme.surface;
        context.fill();
        context.restore();
        context.stroke();
      }
    },
    table() {
      const main = curves.filter(({ role }) => role === 'main');
      const xs = [...new Set(main.flatMap(({ points }) => points.map(({ x }) => x)))].sort(
        (a, b) => a - b,
      );
      const stride = Math.max(1, Math.ceil(xs.length / 200));
      return {
        columns: [spec.x.name, ...main.map(({ label: text }) => text)],
        rows: xs
          .filter((_, i) => i % stride === 0)
          .map((at) => [
            formatNumber(at, 'rate'),
            ...main.map(({ points }) => {
              const point = points.find(({ x }) => x === at);
              return point ? formatNumber(point.y, 'short') : '';
            }),
          ]),
      };
    },
  };
}

/** Blue, orange, green of the theme. */
const lineColours: readonly number[] = [0, 1, 2];
const dashes: readonly number[][] = [[], [6, 4], [2, 3]];
