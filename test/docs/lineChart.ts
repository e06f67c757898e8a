/** A line of a figure: values over x, in order of x. */
export interface Line {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface Figure {
  readonly title: string;
  readonly xLabel: string;
  readonly lines: readonly Line[];
  readonly logX?: boolean;
  readonly logY?: boolean;
  /** A value to compare with, drawn across. */
  readonly level?: { readonly value: number; readonly label: string };
}

const [width, height] = [520, 260];
const frame = { left: 56, right: 150, top: 34, bottom: 40 };
const colours = ['#0b6e99', '#c2571a', '#5c8a1f', '#7a4fa3', '#7d6608'];
/** More no eye can tell apart, and the file stays small. */
const mostPoints = 80;

/** A line chart as an SVG document: a title, both axes, each line labelled at its end. */
export function lineChart({ title, xLabel, lines, logX, logY, level }: Figure): string {
  const thinned = lines.map((line) => thin(shown(line, logX, logY)));
  const xs = thinned.flatMap((line) => line.x);
  const ys = [...thinned.flatMap((line) => line.y), ...(level ? [level.value] : [])];
  const x = axis(xs, [frame.left, width - frame.right], logX);
  const y = axis(ys, [height - frame.bottom, frame.top], logY);
  const ends = spread(thinned.map((line) => y.place(line.y.at(-1) ?? NaN)));
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="sans-serif" font-size="11" fill="#333">`,
    `<title>${title}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${frame.left}" y="18" font-size="13">${title}</text>`,
    ...y.ticks.map(
      ({ at, text }) =>
        `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="#ddd"/><text x="${frame.left - 6}" y="${at + 4}" text-anchor="end">${text}</text>`,
    ),
    ...x.ticks.map(
      ({ at, text }) =>
        `<text x="${at}" y="${height - frame.bottom + 16}" text-anchor="middle">${text}</text>`,
    ),
    `<text x="${(frame.left + width - frame.right) / 2}" y="${height - 8}" text-anchor="middle">${xLabel}</text>`,
    ...(level ? [levelLine(y.place(level.value), level.label)] : []),
    ...thinned.map((line, at) => drawn(line, { x: x.place, y: y.place }, at, ends[at]!)),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
}

function levelLine(at: number, label: string): string {
  return (
    `<path d="M${frame.left} ${at}H${width - frame.right}" stroke="#555" stroke-dasharray="4 3"/>` +
    `<text x="${frame.left + 4}" y="${at - 4}">${label}</text>`
  );
}

function drawn(
  line: Line,
  place: { readonly x: (value: number) => number; readonly y: (value: number) => number },
  index: number,
  labelAt: number,
): string {
  const colour = colours[index % colours.length]!;
  const dash = index > 0 ? ` stroke-dasharray="${['7 3', '2 2', '9 3 2 3'][(index - 1) % 3]}"` : '';
  const path = line.x.map((x, i) => `${place.x(x)} ${place.y(line.y[i]!)}`).join('L');
  const end = `<text x="${width - frame.right + 6}" y="${labelAt + 4}" fill="${colour}">${line.label}</text>`;
  return `<path d="M${path}" fill="none" stroke="${colour}" stroke-width="1.8"${dash}/>${end}`;
}

interface Axis {
  place(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

function axis(values: readonly number[], [from, to]: readonly [number, number], isLog = false): Axis {
  const scale = isLog ? Math.log10 : (value: number) => value;
  const [least, most] = [Math.min(...values), Math.max(...values)].map(scale) as [number, number];
  const step = isLog ? Math.max(1, Math.ceil((most - least) / 6)) : niceStep((most - least) / 4);
  const [low, high] = isLog
    ? [least, most]
    : [Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step];
  const span = high - low || 1;
  const place = (value: number) => tenth(from + ((scale(value) - low) / span) * (to - from));
  const ticks = [];
  const first = Math.ceil(low / step - 1e-9);
  for (let tick = first; tick * step <= high + 1e-9 * span; tick++) {
    const value = isLog ? 10 ** (tick * step) : tick * step;
    ticks.push({ at: place(value), text: short(value) });
  }
  return { place, ticks };
}

function niceStep(rough: number): number {
  if (!(rough > 0)) return 1;
  const ten = 10 ** Math.floor(Math.log10(rough));
  return ten * ([1, 2, 5, 10].find((factor) => factor * ten >= rough) ?? 10);
}

function short(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e4 || size < 1e-3 ? value.toExponential(0).replace('e+', 'e') : `${+value.toPrecision(4)}`;
}

function shown({ label, x, y }: Line, logX = false, logY = false): Line {
  const keep = x.flatMap((value, i) =>
    (!logX || value > 0) && (!logY || y[i]! > 0) && Number.isFinite(y[i]) ? [i] : [],
  );
  return { label, x: keep.map((i) => x[i]!), y: keep.map((i) => y[i]!) };
}

function thin(line: Line): Line {
  const every = Math.max(1, Math.ceil(line.x.length / mostPoints));
  const keep = (_: number, i: number) => i % every === 0 || i === line.x.length - 1;
  return { label: line.label, x: line.x.filter(keep), y: line.y.filter(keep) };
}

/** Moves labels apart, so that none covers another. */
function spread(places: readonly number[]): number[] {
  const order = places.map((_, at) => at).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  order.forEach((at, rank) => {
    const above = rank > 0 ? moved[order[rank - 1]!]! : -Infinity;
    moved[at] = Math.max(moved[at]!, above + 13);
  });
  const below = Math.max(0, Math.max(...moved) - (height - frame.bottom));
  return moved.map((place) => tenth(place - below));
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
