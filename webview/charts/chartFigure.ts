import { element } from '../dom/element';
import { chartTable } from './chartTable';
import { sayLastValues, sayMissing, sayWithout, type ChartSpec } from './chartSpec';
import { drawChart, type DrawnChart } from './drawChart';
import { labelRow } from './endLabels';
import { legendItems } from './legend';
import { watchTheme } from './theme';

export interface ChartFigure {
  readonly element: HTMLElement;
  /** Whether the numbers stand in place of the picture. */
  readonly showsTable: boolean;
  update(spec: ChartSpec): void;
  /** The same for a figure that nobody sees: its label is right, its picture waits. */
  say(spec: ChartSpec): void;
  showTable(shown: boolean): void;
  destroy(): void;
}

/**
 * A chart on the page: title, picture with its last values as label, the sentence on how to read
 * it, and a button that shows the numbers in place of the picture. Without any series it says why.
 * The picture, not the figure, has the role of an image: buttons inside an image cannot be reached.
 */
export function chartFigure(first: ChartSpec): ChartFigure {
  let spec = first;
  let drawn: DrawnChart | undefined;
  const id = `chart-${spec.id}`;
  const canvas = element('canvas', {});
  const plot = element('div', { class: 'plot', role: 'img' }, canvas);
  const legend = element('ul', { class: 'legend', 'aria-hidden': 'true' });
  const table = element('div', {
    class: 'table',
    id: `${id}-table`,
    tabindex: 0,
    role: 'region',
    hidden: true,
  });
  const button = element(
    'button',
    { type: 'button', 'aria-pressed': 'false', 'aria-controls': `${id}-table` },
    'Show table',
  );
  const facts = element('p', { class: 'facts' });
  const empty = element('p', { class: 'empty' });
  const notes = element('p', { class: 'notes' });
  const figure = element(
    'figure',
    { class: 'chart', id, 'aria-labelledby': `${id}-title` },
    element('header', {}, element('h3', { id: `${id}-title` }, spec.title), facts, button),
    plot,
    legend,
    table,
    empty,
    element('figcaption', {}, element('p', {}, spec.reads), notes),
  );
  const tableShown = (): boolean => button.getAttribute('aria-pressed') === 'true';

  function say(): void {
    const nothing = spec.series.length === 0;
    facts.textContent = spec.facts.join(' · ');
    empty.textContent = nothing ? sayMissing(spec.missing) : '';
    notes.textContent = nothing ? '' : sayWithout(spec.missing);
    plot.setAttribute('aria-label', sayLastValues(spec));
    table.setAttribute('aria-label', `${spec.title}, table`);
    plot.style.height = `${Math.max(240, 72 + spec.series.length * labelRow)}px`;
    button.hidden = nothing;
    plot.hidden = nothing || tableShown();
    table.hidden = nothing || !tableShown();
  }

  function show(): void {
    say();
    const nothing = spec.series.length === 0;
    if (!table.hidden) table.replaceChildren(chartTable(spec));
    legend.hidden = plot.hidden;
    legend.replaceChildren(...legendItems(spec));
    if (nothing || !figure.isConnected) return;
    if (drawn) drawn.update(spec);
    else drawn = drawChart(canvas, spec);
  }

  function showTable(shown: boolean): void {
    button.setAttribute('aria-pressed', String(shown));
    show();
  }

  button.addEventListener('click', () => showTable(!tableShown()));
  const unwatch = watchTheme(() => drawn?.retheme());
  // The canvas takes its size from the page, so it is drawn once it is there.
  requestAnimationFrame(show);
  show();
  return {
    element: figure,
    get showsTable() {
      return tableShown();
    },
    update(next) {
      spec = next;
      show();
    },
    say(next) {
      spec = next;
      say();
    },
    showTable,
    destroy() {
      unwatch();
      drawn?.destroy();
    },
  };
}
