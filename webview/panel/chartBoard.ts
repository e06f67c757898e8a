import type { RunView } from '../../src/protocol/runView';
import { chartFigure, type ChartFigure } from '../charts/chartFigure';
import type { ChartSpec } from '../charts/chartSpec';
import { chartMakers } from '../charts/runCharts';
import { element } from '../dom/element';
import { onNextFrame } from './frames';
import { watchVisible } from './watchVisible';
import { withBefore } from './withBefore';

/** Milliseconds of drawing in one frame; the charts that are left wait for the next one. */
const frameBudget = 8;
/** Milliseconds between two pictures of a chart: it is the training that is to have the processor. */
const pictureEvery = 250;
/** Milliseconds between two updates of a table, which nobody reads faster. */
const tableEvery = 1000;
/** Milliseconds between two updates of what is said of a chart off the screen. */
const unseenEvery = 2000;

type ChartMaker = (typeof chartMakers)[number];

/** A chart's place on the page; it has a figure once its run has something to show there. */
interface Slot {
  readonly make: ChartMaker;
  figure: ChartFigure | undefined;
  title: string;
  isVisible: boolean;
  isDue: boolean;
  updatedAt: number;
}

export interface ChartBoard {
  readonly element: HTMLElement;
  show(view: RunView, before: RunView | undefined): void;
  /** Ids of the charts that show their table. */
  tables(): readonly string[];
  destroy(): void;
}

/**
 * The charts of a run that grows. Only what is on the screen is drawn, a few milliseconds a frame;
 * a chart off the screen keeps a label with its last values and is drawn when it comes into view.
 *
 * @param tables ids of the charts that show their table from the start
 */
export function chartBoard(tables: readonly string[], onTables: () => void): ChartBoard {
  const slots: readonly Slot[] = chartMakers.map((make) => ({
    make,
    figure: undefined,
    title: '',
    isVisible: true,
    isDue: false,
    updatedAt: -Infinity,
  }));
  let view: RunView | undefined;
  let before: RunView | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const grid = element('div', { class: 'chart-grid' });
  const section = element(
    'section',
    { class: 'charts', 'aria-labelledby': 'charts-title' },
    element('h2', { id: 'charts-title' }, 'Charts'),
    grid,
  );
  const askFrame = onNextFrame(frame);
  const seen = watchVisible((target, isVisible) => {
    const slot = slots.find((one) => one.figure?.element === target);
    if (!slot) return;
    slot.isVisible = isVisible;
    if (isVisible) slot.updatedAt = -Infinity;
    if (slot.isDue) askFrame();
  });
  grid.addEventListener('click', ({ target }) => {
    if (target instanceof HTMLElement && target.closest('button')) onTables();
  });

  function frame(): void {
    const start = performance.now();
    let soonest = Infinity;
    for (const slot of slots) {
      if (!slot.isDue) continue;
      const wait = slot.updatedAt + pauseOf(slot) - performance.now();
      if (wait > 0) soonest = Math.min(soonest, wait);
      else if (performance.now() - start > frameBudget) return askFrame();
      else update(slot);
    }
    if (soonest === Infinity) return;
    timer ??= setTimeout(() => {
      timer = undefined;
      askFrame();
    }, soonest);
  }

  function update(slot: Slot): void {
    if (!view) return;
    slot.isDue = !slot.isVisible;
    slot.updatedAt = performance.now();
    const made = slot.make(view);
    const spec = made && withBefore(made, before && slot.make(before));
    if (!spec || (slot.figure && slot.title !== spec.title)) remove(slot);
    if (!spec) return;
    if (!slot.figure) add(slot, spec);
    else if (slot.isVisible) slot.figure.update(spec);
    else slot.figure.say(spec);
  }

  function add(slot: Slot, spec: ChartSpec): void {
    const figure = chartFigure(spec);
    slot.figure = figure;
    slot.title = spec.title;
    const later = slots.slice(slots.indexOf(slot) + 1).find((one) => one.figure);
    grid.insertBefore(figure.element, later?.figure?.element ?? null);
    if (tables.includes(spec.id)) figure.showTable(true);
    seen.watch(figure.element);
  }

  function remove(slot: Slot): void {
    if (!slot.figure) return;
    seen.unwatch(slot.figure.element);
    slot.figure.element.remove();
    slot.figure.destroy();
    slot.figure = undefined;
    slot.isVisible = true;
  }

  return {
    element: section,
    show(next, nextBefore) {
      if (next === view && nextBefore === before) return;
      const isOther = next.record.id !== view?.record.id;
      view = next;
      before = nextBefore;
      for (const slot of slots) {
        slot.isDue = true;
        if (isOther) slot.updatedAt = -Infinity;
      }
      askFrame();
    },
    tables: () =>
      slots.flatMap(({ figure }) =>
        figure?.showsTable ? [figure.element.id.replace(/^chart-/, '')] : [],
      ),
    destroy() {
      clearTimeout(timer);
      for (const slot of slots) {
        slot.isDue = false;
        remove(slot);
      }
    },
  };
}

function pauseOf({ figure, isVisible }: Slot): number {
  if (!figure) return 0;
  if (!isVisible) return unseenEvery;
  return figure.showsTable ? tableEvery : pictureEvery;
}
