/** A chart of the page, drawn by `drawFigure`. */
export interface Figure {
  /** File name without `.svg`. */
  readonly name: string;
  /** What it shows, for people who cannot see it too. */
  readonly title: string;
  readonly x: Axis;
  /** One above the other, over the same x. */
  readonly panels: readonly Panel[];
}

export interface Axis {
  readonly label: string;
  readonly scale: 'linear' | 'log';
  /** Where the marks stand; chosen when left out. */
  readonly ticks?: readonly Tick[];
}

export interface Tick {
  readonly at: number;
  readonly label: string;
}

export interface Panel {
  readonly y: Axis & { readonly from?: number; readonly to?: number };
  readonly series: readonly Series[];
  /** Dashed lines over the whole width. */
  readonly levels?: readonly Tick[];
  /** Dashed lines over the whole height. */
  readonly marks?: readonly Tick[];
}

export interface Series {
  readonly label: string;
  readonly points: readonly Point[];
  /** Theory is drawn as a line, what was measured as points, or both. */
  readonly drawn: 'line' | 'points' | 'both';
  /** A line of its own in the same colour. */
  readonly theory?: readonly Point[];
}

/** `spread` is a standard error, drawn as a bar up and down. */
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly spread?: number;
}
