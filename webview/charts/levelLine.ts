import type { Plugin } from 'chart.js';
import type { Level } from './chartSpec';
import type { ChartTheme } from './theme';

/** A thin dotted line across the plot at the level, named at its left end. */
export function levelLine(source: {
  readonly level: () => Level | undefined;
  readonly theme: () => ChartTheme;
}): Plugin<'line'> {
  return {
    id: 'levelLine',
    afterDatasetsDraw(chart) {
      const level = source.level();
      const y = level && chart.scales['y']?.getPixelForValue(level.value);
      if (!level || y === undefined) return;
      const { ctx, chartArea } = chart;
      if (y < chartArea.top || y > chartArea.bottom) return;
      const theme = source.theme();
      ctx.save();
      ctx.strokeStyle = theme.muted;
      ctx.setLineDash([1, 3]);
      ctx.lineWidth = 1.25;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, y);
      ctx.lineTo(chartArea.right, y);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.font = `11px ${theme.font}`;
      ctx.textBaseline = 'middle';
      const above = y - 8 > chartArea.top ? y - 8 : y + 9;
      const left = chartArea.left + 6;
      ctx.fillStyle = theme.surface;
      ctx.globalAlpha = 0.85;
      ctx.fillRect(left - 2, above - 7, ctx.measureText(level.says).width + 4, 14);
      ctx.globalAlpha = 1;
      ctx.fillStyle = theme.muted;
      ctx.fillText(level.says, left, above);
      ctx.restore();
    },
  };
}
