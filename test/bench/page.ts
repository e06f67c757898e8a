import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

const path = 'docs/benchmarks.md';
const parts = ['bench', 'bench:engine'] as const;

/** Writes what one command measured into its part of docs/benchmarks.md; the other part stays. */
export function writePart(command: (typeof parts)[number], lines: readonly string[]): void {
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const own = [
    `Written by \`npm run ${command}\` on ${cpus().length} x ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.version}.`,
    '',
    ...lines,
  ].join('\n');
  const page = parts.map((part) => marked(part, part === command ? own : partOf(old, part)));
  writeFileSync(path, `${[heading, ...page].join('\n\n')}\n`);
}

const heading = `# Benchmarks

Every figure is a ratio within one run on one machine, or taken in turns with what it stands beside;
medians, with the lowest and highest round in brackets.`;

function marked(part: string, text: string): string {
  return `<!-- ${part} -->\n\n${text.trim()}\n\n<!-- /${part} -->`;
}

function partOf(page: string, part: string): string {
  const [, rest] = page.split(`<!-- ${part} -->`);
  return rest?.split(`<!-- /${part} -->`)[0] ?? `\`npm run ${part}\` writes this part.`;
}
