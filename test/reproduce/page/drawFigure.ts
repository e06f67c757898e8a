import type { Figure, Panel, Point, Series, Tick } from './figure';
import { axisOf, type Scale } from './scale';

const width = 640;
const panelHeight = 230;
const edge = { left: 66, right: 20, top: 40, between: 26, bottom: 54 };
/** Of the series, in their order; told apart by dashes and marks too. */
const colours = ['one', 'two', 'three', 'four'] as const;

/** A figure as SVG text that is readable in light and dark: it brings its own ground and colours. */
export function drawFigure(figure: Figure): string {
  const { panels, x, title } = figure;
  const height =
    edge.top + panels.length * panelHeight + (panels.length - 1) * edge.between + edge.bottom;
  const inside = panels.flatMap(({ series }) => series.flatMap(({ points }) => points));
  const across = axisOf(
    x,
    inside.map((point) => point.x),
    [edge.left + 12, width - edge.right - 12],
  );
  const parts = panels.map((panel, index) => {
    const top = edge.top + index * (panelHeight + edge.between);
    return drawPanel(panel, across, top, index === panels.length - 1);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" ` +
      `aria-label="${escape(title)}" font-family="sans-serif" font-size="12">`,
    `<style>${style}</style>`,
    `<rect class="ground" width="${width}" height="${height}" rx="6"/>`,
    `<text class="title" x="${edge.left}" y="24">${escape(title)}</text>`,
    ...parts.flat(),
    `<text class="label" x="${(edge.left + width - edge.right) / 2}" y="${height - 14}" ` +
      `text-anchor="middle">${escape(x.label)}</text>`,
    '</svg>',
    '',
  ].join('\n');
}

const style = [
  '.ground{fill:#fff}.title,.label,.tick,.key{fill:#1f2328}.title{font-weight:bold;font-size:14px}',
  '.grid{stroke:#d0d7de}.frame{stroke:#59636e;fill:none}.level{stroke:#59636e;stroke-dasharray:5 4}',
  '.level-text{fill:#59636e;font-size:11px}.one{color:#0a58ca}.two{color:#b3400c}.three{color:#1a7f37}',
  '.four{color:#7d3cb5}.line{stroke:currentColor;fill:none;stroke-width:2}',
  '.mark{fill:currentColor;stroke:none}.bar{stroke:currentColor;stroke-width:1.5}',
  '@media(prefers-color-scheme:dark){.ground{fill:#0d1117}.title,.label,.tick,.key{fill:#e6edf3}',
  '.grid{stroke:#30363d}.frame{stroke:#9198a1}.level{stroke:#9198a1}.level-text{fill:#9198a1}',
  '.one{color:#6cb0ff}.two{color:#ff9d5c}.three{color:#56d364}.four{color:#d2a8ff}}',
].join('');

function drawPanel(panel: Panel, across: Scale, top: number, isLast: boolean): string[] {
  const { y, series, levels = [], marks = [] } = panel;
  const values = [
    ...series.flatMap(({ points, theory = [] }) => [...points, ...theory].flatMap(ends)),
    ...levels.map(({ at }) => at),
    ...[y.from, y.to].filter((bound) => bound !== undefined),
  ];
  const up = axisOf(y, values, [top + panelHeight - 8, top + 8]);
  const [left, right] = [edge.left, width - edge.right];
  const bottom = top + panelHeight;
  return [
    ...up.ticks.flatMap(({ at, label }) => {
      const place = short(up.place(at));
      return [
        `<path class="grid" d="M${left} ${place}H${right}"/>`,
        `<text class="tick" x="${left - 8}" y="${place + 4}" text-anchor="end">${escape(label)}</text>`,
      ];
    }),
    ...across.ticks.flatMap(({ at, label }) => {
      const place = short(across.place(at));
      const text = `<text class="tick" x="${place}" y="${bottom + 18}" text-anchor="middle">`;
      return [
        `<path class="grid" d="M${place} ${top}V${bottom}"/>`,
        ...(isLast ? [`${text}${escape(label)}</text>`] : []),
      ];
    }),
    `<rect class="frame" x="${left}" y="${top}" width="${right - left}" height="${panelHeight}"/>`,
    ...levels.map((level) => drawLevel(level, short(up.place(level.at)), left, right)),
    ...marks.map((mark) => drawMark(mark, short(across.place(mark.at)), top, bottom)),
    ...series.flatMap((one, index) => drawSeries(one, index, across, up)),
    ...drawKey(series, right, top),
    `<text class="label" transform="translate(16 ${top + panelHeight / 2}) rotate(-90)" ` +
      `text-anchor="middle">${escape(y.label)}</text>`,
  ];
}

function drawLevel({ label }: Tick, place: number, left: number, right: number): string {
  return (
    `<path class="level" d="M${left} ${place}H${right}"/>` +
    `<text class="level-text" x="${left + 8}" y="${place - 5}">${escape(label)}</text>`
  );
}

function drawMark({ label }: Tick, place: number, top: number, bottom: number): string {
  return (
    `<path class="level" d="M${place} ${top}V${bottom}"/>` +
    `<text class="level-text" x="${place + 5}" y="${bottom - 8}">${escape(label)}</text>`
  );
}

const dashes = ['', '7 4', '2 3', '9 3 2 3'];

function drawSeries(series: Series, index: number, across: Scale, up: Scale): string[] {
  const colour = colours[index % colours.length]!;
  const placed = series.points.map((point) => ({
    x: short(across.place(point.x)),
    y: short(up.place(point.y)),
    bar: point.spread ? ends(point).map((end) => short(up.place(end))) : undefined,
  }));
  const dash = dashes[index % dashes.length];
  const pathOf = (points: readonly { readonly x: number; readonly y: number }[]) =>
    `<path class="line" d="${points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')}"` +
    `${dash ? ` stroke-dasharray="${dash}"` : ''}/>`;
  const theory = series.theory?.map(({ x, y }) => ({
    x: short(across.place(x)),
    y: short(up.place(y)),
  }));
  return [
    `<g class="${colour}">`,
    ...(theory ? [pathOf(theory)] : []),
    ...(series.drawn === 'points' ? [] : [pathOf(placed)]),
    ...(series.drawn === 'line'
      ? []
      : placed.flatMap(({ x, y, bar }) => [
          ...(bar ? [`<path class="bar" d="M${x} ${bar[0]}V${bar[1]}"/>`] : []),
          drawPoint(index, x, y),
        ])),
    '</g>',
  ];
}

function drawPoint(index: number, x: number, y: number): string {
  switch (index % 3) {
    case 0:
      return `<circle class="mark" cx="${x}" cy="${y}" r="4"/>`;
    case 1:
      return `<rect class="mark" x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`;
    default:
      return `<path class="mark" d="M${x} ${y - 5}l5 9h-10z"/>`;
  }
}

function drawKey(series: readonly Series[], right: number, top: number): string[] {
  if (series.length < 2) return [];
  const wide = Math.max(...series.map(({ label }) => label.length)) * 6.4 + 40;
  const left = right - wide - 8;
  const tall = series.length * 17 + 8;
  return [
    `<rect class="ground" x="${short(left)}" y="${top + 6}" width="${short(wide)}" height="${tall}" opacity="0.85"/>`,
    ...series.flatMap(({ label, drawn }, index) => {
      const middle = top + 18 + index * 17;
      const dash = dashes[index % dashes.length];
      const dashed = dash ? ` stroke-dasharray="${dash}"` : '';
      return [
        `<g class="${colours[index % colours.length]}">`,
        ...(drawn === 'points'
          ? []
          : [`<path class="line" d="M${short(left + 5)} ${middle}h24"${dashed}/>`]),
        ...(drawn === 'line' ? [] : [drawPoint(index, short(left + 17), middle)]),
        '</g>',
        `<text class="key" x="${short(left + 35)}" y="${middle + 4}">${escape(label)}</text>`,
      ];
    }),
  ];
}

function ends({ y, spread = 0 }: Point): number[] {
  return [y - spread, y + spread];
}

function short(place: number): number {
  return Math.round(place * 10) / 10;
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');
}
