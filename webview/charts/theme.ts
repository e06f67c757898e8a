/** Colours and font of the charts, as the page's CSS variables have them now. */
export interface ChartTheme {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  /** Fill between a line and the level that it fell from. */
  readonly fall: string;
  /** Line colours in order; the first is the strongest. */
  readonly lines: readonly string[];
  readonly font: string;
}

/** Resolves the variables of `theme.css` on the page, whatever they refer to. */
export function readTheme(): ChartTheme {
  const probe = document.createElement('span');
  probe.className = 'colour-probe';
  probe.hidden = true;
  document.body.append(probe);
  const colour = (variable: string): string => {
    probe.style.color = `var(${variable})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    text: colour('--fs-text'),
    muted: colour('--fs-muted'),
    grid: colour('--fs-grid'),
    surface: colour('--fs-surface'),
    fall: colour('--fs-fall'),
    lines: Array.from({ length: 8 }, (_, i) => colour(`--fs-line-${i}`)),
    font: getComputedStyle(probe).fontFamily,
  };
  probe.remove();
  return theme;
}

/**
 * Calls back when the colours may have changed: colour scheme, contrast, forced colours, the
 * editor's theme, or the page getting ready to be printed. Returns what ends the watch.
 */
export function watchTheme(onChange: () => void): () => void {
  const queries = [
    '(prefers-color-scheme: dark)',
    '(forced-colors: active)',
    '(prefers-contrast: more)',
  ].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', onChange);
  const observer = new MutationObserver(onChange);
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
  observer.observe(document.documentElement, { attributeFilter: ['style', 'class'] });
  return () => {
    for (const query of queries) query.removeEventListener('change', onChange);
    observer.disconnect();
  };
}
