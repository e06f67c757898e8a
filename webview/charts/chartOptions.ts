import type { ChartOptions, Scale, TooltipItem } from 'chart.js';
import { formatEpoch, formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { epochRange } from './lines';
import { logTicks } from './logTicks';
import type { ChartTheme } from './theme';

/** Chart.js's options for a spec: no animation, quiet grid, tooltips over every line at once. */
export function chartOptions(
  spec: ChartSpec,
  theme: ChartTheme,
  room: number,
  onResize: () => void,
): ChartOptions<'line'> {
  const { from, to } = epochRange(spec);
  const font = { family: theme.font, size: 11 };
  const ticks = { color: theme.muted, font };
  return {
    animation: false,
    responsive: true,
    maintainAspectRatio: false,
    parsing: false,
    normalized: true,
    onResize,
    layout: { padding: { top: 8, right: room, bottom: 0, left: 0 } },
    interaction: { mode: 'nearestInEach', intersect: false },
    scales: {
      x: {
        type: 'linear',
        min: from,
        max: to,
        title: { display: true, text: 'epoch', color: theme.muted, font, padding: { top: 2 } },
        grid: { display: false },
        border: { color: theme.grid },
        ticks: {
          ...ticks,
          maxRotation: 0,
          includeBounds: false,
          maxTicksLimit: 9,
          callback: (value) => formatEpoch(tidy(Number(value))),
        },
      },
      y: {
        type: spec.axis.scale === 'log' ? 'logarithmic' : 'linear',
        ...(spec.axis.floor !== undefined && { min: spec.axis.floor }),
        ...(spec.axis.low !== undefined && { suggestedMin: spec.axis.low }),
        ...(spec.axis.high !== undefined && { suggestedMax: spec.axis.high }),
        title: {
          display: spec.axis.title !== undefined,
          text: spec.axis.title ?? '',
          color: theme.muted,
          font,
          padding: { bottom: 2 },
        },
        grid: { color: theme.grid, drawTicks: false },
        border: { display: false },
        ticks: {
          ...ticks,
          padding: 6,
          includeBounds: spec.axis.floor === undefined,
          maxTicksLimit: 6,
          callback: (value) => formatNumber(tidy(Number(value)), 'power'),
        },
        ...(spec.axis.scale === 'log' && {
          afterBuildTicks: (axis: Scale) => {
            axis.ticks = logTicks(axis.min, axis.max).map((value) => ({ value }));
          },
        }),
      },
    },
    plugins: {
      tooltip: {
        backgroundColor: theme.surface,
        titleColor: theme.text,
        bodyColor: theme.text,
        borderColor: theme.muted,
        borderWidth: 1,
        cornerRadius: 4,
        padding: 8,
        usePointStyle: true,
        titleFont: { family: theme.font, size: 12, weight: 'bold' },
        bodyFont: { family: theme.font, size: 12 },
        callbacks: {
          title: (items) => `epoch ${formatEpoch(items[0]?.parsed.x ?? NaN)}`,
          label: (item) => tooltipLine(item, spec),
        },
      },
    },
  };
}

function tooltipLine(item: TooltipItem<'line'>, spec: ChartSpec): string {
  return ` ${item.dataset.label ?? ''}  ${formatNumber(item.parsed.y ?? NaN, spec.axis.style)}`;
}

/** Without the noise of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
