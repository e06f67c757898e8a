/**
 * A canvas keeps its pixels, so a dark chart would be printed dark: before printing the page takes
 * the light colours, which the charts notice, and gives them back afterwards.
 */
export function redrawForPrint(): void {
  const root = document.documentElement;
  addEventListener('beforeprint', () => root.classList.add('printing'));
  addEventListener('afterprint', () => root.classList.remove('printing'));
}
