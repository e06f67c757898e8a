import type { Paint } from './paint';

/** Columns as wide as their widest cell, two blanks apart; ends with a line feed. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  paint: Paint,
): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return `${[paint('dim', line(head)), ...rows.map(line)].join('\n')}\n`;
}
