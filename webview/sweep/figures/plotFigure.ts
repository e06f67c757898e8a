import { readTheme, watchTheme, type ChartTheme } from '../../charts/theme';
import { dataTable } from '../../dom/dataTable';
import { element } from '../../dom/element';
import { onNextFrame } from '../../panel/frames';

/** What a figure shows, before anything is drawn. */
export interface Picture {
  readonly title: string;
  /** One sentence on how to read it. */
  readonly reads: string;
  /** The picture in one sentence, for those who do not see it. */
  readonly says: string;
  /** Short facts under the title. */
  readonly facts?: string;
  /** Why there is nothing to draw; nothing is drawn then. */
  readonly empty?: string;
  /** Height of the plot in CSS pixels. */
  readonly height?: number;
  /** Draws it, and gives the places that say something to a pointer. */
  draw(canvas: Canvas): readonly Place[];
  /** Its numbers, where the table of trials does not have them. */
  table?(): { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

export interface Canvas {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly theme: ChartTheme;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  /** How near a pointer has to be, CSS pixels. */
  readonly reach: number;
  readonly says: readonly string[];
  /** The trial that a click is about. */
  readonly trial?: number;
}

export interface PlotFigure {
  readonly element: HTMLElement;
  update(picture: Picture): void;
  destroy(): void;
}

/**
 * A figure on the page: title, picture, how to read it. The picture has the role of an image and its
 * sentence; the table of trials, or the figure's own, says the same in numbers.
 */
export function plotFigure(
  id: string,
  controls: readonly HTMLElement[],
  onTrial: (trial: number) => void,
): PlotFigure {
  let picture: Picture | undefined;
  let places: readonly Place[] = [];
  let theme: ChartTheme | undefined;
  const canvas = element('canvas', {});
  const tip = element('div', { class: 'plot-tip', hidden: true, 'aria-hidden': 'true' });
  const plot = element('div', { class: 'plot', role: 'img' }, canvas, tip);
  const title = element('h3', { id: `${id}-title` });
  const facts = element('p', { class: 'facts' });
  const empty = element('p', { class: 'empty' });
  const reads = element('p', {});
  const table = element('div', {
    ...{ class: 'table', role: 'region', tabindex: 0, hidden: true },
    id: `${id}-table`,
  });
  const toggle = element(
    'button',
    { type: 'button', 'aria-pressed': 'false', 'aria-controls': `${id}-table`, hidden: true },
    'Show table',
  );
  const figure = element(
    'figure',
    { class: 'chart', id, 'aria-labelledby': `${id}-title` },
    element('header', {}, title, facts, toggle),
    element('div', { class: 'plot-controls', hidden: controls.length === 0 }, ...controls),
    plot,
    table,
    empty,
    element('figcaption', {}, reads),
  );
  const isTable = (): boolean => toggle.getAttribute('aria-pressed') === 'true';
  const drawSoon = onNextFrame(draw);

  function draw(): void {
    if (!picture || plot.hidden || !figure.isConnected) return;
    const { clientWidth: width, clientHeight: height } = plot;
    const context = canvas.getContext('2d');
    if (!context || width < 40) return;
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    theme ??= readTheme();
    context.font = `11px ${theme.font}`;
    places = picture.draw({ context, width, height, theme });
  }

  function placeAt({ offsetX, offsetY }: MouseEvent): Place | undefined {
    let nearest: Place | undefined;
    let least = Infinity;
    for (const place of places) {
      const distance = Math.hypot(place.x - offsetX, place.y - offsetY);
      if (distance <= place.reach && distance < least) [nearest, least] = [place, distance];
    }
    return nearest;
  }

  canvas.addEventListener('mousemove', (event) => {
    const place = placeAt(event);
    tip.hidden = !place;
    canvas.style.cursor = place?.trial === undefined ? '' : 'pointer';
    if (!place) return;
    tip.replaceChildren(...place.says.map((text) => element('div', {}, text)));
    const right = place.x > plot.clientWidth / 2;
    tip.style.left = right ? '' : `${place.x + 10}px`;
    tip.style.right = right ? `${plot.clientWidth - place.x + 10}px` : '';
    tip.style.top = `${Math.max(0, Math.min(place.y - 10, plot.clientHeight - 60))}px`;
  });
  canvas.addEventListener('mouseleave', () => (tip.hidden = true));
  canvas.addEventListener('click', (event) => {
    const trial = placeAt(event)?.trial;
    if (trial !== undefined) onTrial(trial);
  });
  toggle.addEventListener('click', () => {
    toggle.setAttribute('aria-pressed', String(!isTable()));
    show();
  });
  const sizes = typeof ResizeObserver === 'undefined' ? undefined : new ResizeObserver(drawSoon);
  sizes?.observe(plot);
  const unwatch = watchTheme(() => {
    theme = undefined;
    drawSoon();
  });

  function show(): void {
    if (!picture) return;
    const isEmpty = picture.empty !== undefined;
    setText(title, picture.title);
    setText(facts, picture.facts ?? '');
    setText(empty, picture.empty ?? '');
    setText(reads, picture.reads);
    plot.setAttribute('aria-label', `${picture.title}: ${picture.empty ?? picture.says}`);
    plot.style.height = `${picture.height ?? 280}px`;
    toggle.hidden = !picture.table || isEmpty;
    table.hidden = toggle.hidden || !isTable();
    plot.hidden = isEmpty || !table.hidden;
    if (!table.hidden && picture.table) {
      const { columns, rows } = picture.table();
      const looks = columns.map((text) => ({ text, look: 'number' as const }));
      table.setAttribute('aria-label', `${picture.title}, table`);
      table.replaceChildren(dataTable(picture.title, looks, rows));
    }
    drawSoon();
  }

  return {
    element: figure,
    update(next) {
      picture = next;
      show();
    },
    destroy() {
      sizes?.disconnect();
      unwatch();
      picture = undefined;
    },
  };
}

function setText(node: HTMLElement, text: string): void {
  if (node.textContent !== text) node.textContent = text;
}
