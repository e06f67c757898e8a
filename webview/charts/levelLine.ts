import type { Plugin } from 'chart.js';
import type { Level } from './chartSpec';
import type { ChartTheme } from './theme';

/** Dash of the level's line, unlike that of any series. */
export const levelDash: readonly number[] = [1, 3];

/** A thin dotted line across the plot at the level; its name stands among the end labels. */
export function levelLine(source: {
  readonly level: () => Level | undefined;
  readonly theme: () => ChartTheme;
}): Plugin<'line'> {
  return {
    id: 'levelLine',
    beforeDatasetsDraw(chart) {
      const level = source.level();
      const y = level && chart.scales['y']?.getPixelForValue(level.value);
      if (y === undefined) return;
      const { ctx, chartArea } = chart;
      if (y < chartArea.top || y > chartArea.bottom) return;
      ctx.save();
      ctx.strokeStyle = source.theme().muted;
      ctx.setLineDash([...levelDash]);
      ctx.lineWidth = 1.25;
      ctx.beginPath();
      ctx.moveTo(chartArea.left, y);
      ctx.lineTo(chartArea.right, y);
      ctx.stroke();
      ctx.restore();
    },
  };
}
