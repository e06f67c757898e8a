import {
  Interaction,
  type Chart,
  type ChartEvent,
  type InteractionItem,
  type InteractionModeFunction,
} from 'chart.js';

type NearestInEach = InteractionModeFunction;

declare module 'chart.js' {
  interface InteractionModeMap {
    nearestInEach: NearestInEach;
  }
}

/**
 * Tooltips name one point of every line, the nearest along the epochs. Chart.js's own `index` mode
 * takes the same index in every line, which are other epochs once the lines are thinned.
 */
export function registerNearestInEach(): void {
  Interaction.modes.nearestInEach = (chart: Chart, event: ChartEvent): InteractionItem[] =>
    chart.getSortedVisibleDatasetMetas().flatMap(({ data, index: datasetIndex }) => {
      let nearest = -1;
      let distance = Infinity;
      data.forEach((element, i) => {
        if ('skip' in element && element.skip) return;
        const away = Math.abs(element.x - (event.x ?? NaN));
        if (away < distance) [nearest, distance] = [i, away];
      });
      const element = data[nearest];
      return element ? [{ element, datasetIndex, index: nearest }] : [];
    });
}
