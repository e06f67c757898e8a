import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
  type ChartOptions,
} from 'chart.js';
import { lastFinite, lastFiniteIndex } from '../series/series';
import type { Point } from '../series/thin';
import { formatNumber } from '../words/formatNumber';
import { chartOptions } from './chartOptions';
import { sayLastValue, type ChartSpec } from './chartSpec';
import { linesOf, type Lines } from './lines';
import { pointMarks } from './pointMarks';
import { endLabelRoom, endLabels, type EndLabel } from './endLabels';
import { narrow } from './legend';
import { levelLine } from './levelLine';
import { registerNearestInEach } from './nearestInEach';
import { readTheme } from './theme';

Chart.register(LineController, LineElement, PointElement, LinearScale, LogarithmicScale);
Chart.register(Filler, Tooltip);
registerNearestInEach();

export interface DrawnChart {
  update(spec: ChartSpec): void;
  /** Reads the colours again and redraws. */
  retheme(): void;
  destroy(): void;
}

/**
 * Draws a spec on a canvas inside a positioned container of a fixed height, and follows its width.
 * Undefined where there is nothing to draw on (a page without canvas).
 */
export function drawChart(canvas: HTMLCanvasElement, first: ChartSpec): DrawnChart | undefined {
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  let spec = first;
  let theme = readTheme();
  let thinnedFor = NaN;
  let lines: Lines = { datasets: [], marks: [] };
  const labels = (): readonly EndLabel[] =>
    canvas.parentElement && canvas.parentElement.clientWidth < narrow ? [] : labelsOf(spec);
  // Measuring text costs more than all else here: once for each spec.
  let room = 0;
  const measure = (): void => {
    context.font = `12px ${theme.font}`;
    room = endLabelRoom(
      context,
      labels().map((label) => label.text),
    );
  };
  const rethin = (): void => {
    if (chart.width === thinnedFor) return;
    // Labels appear beside the plot or vanish under it.
    const isResized = !Number.isNaN(thinnedFor);
    if (isResized && thinnedFor < narrow !== chart.width < narrow) {
      measure();
      chart.options = options();
    }
    thinnedFor = chart.width;
    // 48: about the width of the axis; a little more or less only changes how much is kept.
    lines = linesOf(spec, theme, Math.max(chart.width - room - 48, 50));
    keepDatasets(chart.data.datasets, lines.datasets);
    chart.update('none');
  };
  // Chart.js calls onResize before the new size is laid out.
  const options = (): ChartOptions<'line'> =>
    chartOptions(spec, theme, room, () => queueMicrotask(rethin));
  measure();
  const chart = new Chart<'line', Point[]>(context, {
    type: 'line',
    data: { datasets: [] },
    options: options(),
    plugins: [
      levelLine({ level: () => spec.level, theme: () => theme }),
      pointMarks({ marks: () => lines.marks, theme: () => theme }),
      endLabels({ labels, theme: () => theme }),
    ],
  });
  const redraw = (): void => {
    thinnedFor = NaN;
    measure();
    chart.options = options();
    rethin();
  };
  rethin();
  return {
    update(next) {
      spec = next;
      redraw();
    },
    retheme() {
      theme = readTheme();
      redraw();
    },
    destroy: () => chart.destroy(),
  };
}

/** Chart.js keeps what it built for a dataset as long as the object stays the same. */
function keepDatasets(shown: Lines['datasets'], next: Lines['datasets']): void {
  shown.length = Math.min(shown.length, next.length);
  next.forEach((dataset, i) => {
    const same = shown[i];
    if (same) Object.assign(same, dataset);
    else shown.push(dataset);
  });
}

function labelsOf(spec: ChartSpec): readonly EndLabel[] {
  const { level } = spec;
  const lines = spec.series.flatMap((series, dataset) => {
    if (series.role === 'background' || lastFiniteIndex(series.y) < 0) return [];
    const text = sayLastValue(series, spec.axis.style);
    return [{ dataset, text, value: lastFinite(series.y) }];
  });
  if (!level || lines.length === 0) return lines;
  const { value, says } = level;
  const text = `${says} ${formatNumber(value, spec.axis.style)}`;
  return [...lines, { dataset: undefined, text, value }];
}
