import type { ChartOptions, TooltipItem } from 'chart.js';
import { formatEpoch, formatNumber } from '../words/formatNumber';
import type { ChartSpec } from './chartSpec';
import { epochRange } from './datasets';
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
          maxTicksLimit: 9,
          callback: (value) => formatEpoch(tidy(Number(value))),
        },
      },
      y: {
        type: spec.axis.scale === 'log' ? 'logarithmic' : 'linear',
        ...(spec.axis.low !== undefined && { suggestedMin: spec.axis.low }),
        ...(spec.axis.high !== undefined && { suggestedMax: spec.axis.high }),
        title: {
          display: true,
          text: spec.axis.title,
          color: theme.muted,
          font,
          padding: { bottom: 2 },
        },
        grid: { color: theme.grid, drawTicks: false },
        border: { display: false },
        ticks: {
          ...ticks,
          padding: 6,
          maxTicksLimit: 6,
          callback: (value) => tickText(Number(value), spec),
        },
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

/** On a log axis only 1, 2 and 5 of a decade get a number, or only 1 where there are many decades. */
function tickText(value: number, spec: ChartSpec): string {
  if (spec.axis.scale === 'linear') return formatNumber(tidy(value), 'power');
  const mantissa = value / 10 ** Math.floor(Math.log10(value) + 1e-9);
  return [1, 2, 5].includes(Math.round(mantissa * 1e6) / 1e6) ? formatNumber(value, 'power') : '';
}

/** Without the noise of binary fractions: 0.30000000000000004 is 0.3. */
function tidy(value: number): number {
  return Number(value.toPrecision(10));
}
