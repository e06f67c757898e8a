import type { ShownRange, ShownSweep } from '../../src/protocol/sweepMessages';
import { element } from '../dom/element';
import { chooser } from '../panel/controls';
import { heatPicture } from './figures/heatPicture';
import { measuresOf, type Measure } from './figures/measures';
import { parallelPicture } from './figures/parallelPicture';
import { plotFigure, type Picture, type PlotFigure } from './figures/plotFigure';
import { rangePicture, scanPictures } from './figures/scanPictures';
import { scatterPicture } from './figures/scatterPicture';

export interface FigureMemory {
  readonly measure?: string;
  readonly path?: string;
  readonly heatX?: string;
  readonly heatY?: string;
}

export interface FigureBoard {
  readonly element: HTMLElement;
  update(shown: ShownSweep | ShownRange, chosen: number | undefined): void;
  destroy(): void;
}

/** The figures of a sweep: of a scan its own first, then those of every search. */
export function figureBoard(
  first: FigureMemory,
  onTrial: (trial: number) => void,
  remember: (memory: FigureMemory) => void,
): FigureBoard {
  let memory = first;
  let shown: ShownSweep | ShownRange | undefined;
  let chosen: number | undefined;
  const measureChooser = chooser('What the figures show', (measure) => keep({ measure }));
  const pathChooser = chooser('Parameter of the scatter', (path) => keep({ path }));
  const xChooser = chooser('Parameter across', (heatX) => keep({ heatX }));
  const yChooser = chooser('Parameter upwards', (heatY) => keep({ heatY }));
  const figures: Readonly<Record<string, PlotFigure>> = {
    first: plotFigure('figure-scan', [], onTrial),
    second: plotFigure('figure-scan-2', [], onTrial),
    scatter: plotFigure('figure-scatter', [pathChooser.element], onTrial),
    heat: plotFigure('figure-heat', [xChooser.element, yChooser.element], onTrial),
    parallel: plotFigure('figure-parallel', [], onTrial),
  };
  const grid = element(
    'div',
    { class: 'chart-grid figures' },
    ...Object.values(figures).map((figure) => figure.element),
  );
  const bar = element(
    'div',
    { class: 'figure-bar' },
    element('h2', { id: 'figures-title' }, 'Figures'),
    measureChooser.element,
  );
  const board = element(
    'section',
    { class: 'charts', 'aria-labelledby': 'figures-title' },
    bar,
    grid,
  );

  function keep(change: FigureMemory): void {
    memory = { ...memory, ...change };
    remember(memory);
    draw();
  }

  function put(name: string, picture: Picture | undefined): void {
    const figure = figures[name];
    if (!figure) return;
    figure.element.hidden = !picture;
    if (picture) figure.update(picture);
  }

  function draw(): void {
    if (!shown) return;
    // The figures of scans and range tests show what they are for.
    measureChooser.element.hidden = shown.kind === 'range' || shown.sweep.scan !== undefined;
    if (shown.kind === 'range') {
      put('first', rangePicture(shown));
      for (const name of ['second', 'scatter', 'parallel', 'heat']) put(name, undefined);
      return;
    }
    const { sweep, trials } = shown;
    const { parameters } = sweep.plan;
    const paths = Object.keys(parameters);
    const measures = measuresOf(trials);
    const measure = chosenMeasure(measures, memory.measure);
    measureChooser.update(
      measures.map(({ id, label }) => ({ id, text: label })),
      measure?.id,
    );
    const [onlyPath = ''] = paths;
    const own = sweep.own[onlyPath];
    const scans = sweep.scan
      ? scanPictures(sweep.scan, trials, typeof own === 'number' ? own : undefined)
      : [];
    put('first', scans[0]);
    put('second', scans[1]);
    if (!measure) return;
    const path = pick(paths, memory.path, 0);
    const [heatX, heatY] = [pick(paths, memory.heatX, 0), pick(paths, memory.heatY, 1)];
    const choices = paths.map((one) => ({ id: one, text: one }));
    pathChooser.update(choices, path);
    xChooser.update(choices, heatX);
    yChooser.update(choices, heatY);
    pathChooser.element.hidden = paths.length < 2;
    // A scan has its own figure over the one parameter.
    const isScatter = !sweep.scan && path !== undefined;
    put(
      'scatter',
      isScatter ? scatterPicture(trials, path, parameters[path], measure, chosen) : undefined,
    );
    const isMany = paths.length > 1;
    put('parallel', isMany ? parallelPicture(trials, parameters, measure, chosen) : undefined);
    const isHeat = isMany && heatX !== undefined && heatY !== undefined && heatX !== heatY;
    put(
      'heat',
      isHeat
        ? heatPicture(
            trials,
            { path: heatX, range: parameters[heatX] },
            { path: heatY, range: parameters[heatY] },
            measure,
          )
        : undefined,
    );
  }

  return {
    element: board,
    update(next, nextChosen) {
      shown = next;
      chosen = nextChosen;
      draw();
    },
    destroy() {
      for (const figure of Object.values(figures)) figure.destroy();
    },
  };
}

function chosenMeasure(measures: readonly Measure[], id: string | undefined): Measure | undefined {
  return measures.find((measure) => measure.id === id) ?? measures[0];
}

function pick(paths: readonly string[], wanted: string | undefined, i: number): string | undefined {
  return wanted !== undefined && paths.includes(wanted) ? wanted : paths[i];
}
