// npm run reproduce [-- NAME...] [-- --short]: the papers' figures by our own core. All of them
// rewrite docs/reproductions.md; exits 1 where a criterion is not reached.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { experiments } from './experiments';
import { drawFigure } from './page/drawFigure';
import { writePage, type Written } from './page/writePage';
import { root } from './run/trainPaper';

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const effort = words.includes('--short') ? 'short' : 'full';
  const names = words.filter((word) => !word.startsWith('--'));
  const unknown = names.find((name) => !experiments.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no ${unknown}; there are ${experiments.map((e) => e.name).join(', ')}.`,
    );
  const wanted = experiments.filter(({ name }) => names.length === 0 || names.includes(name));
  const written: Written[] = [];
  for (const experiment of wanted) {
    process.stdout.write(`${experiment.title}\n`);
    const begin = performance.now();
    const reproduced = await experiment.run(effort);
    const seconds = (performance.now() - begin) / 1000;
    for (const { id, says, measured, reached } of reproduced.criteria)
      process.stdout.write(`  ${reached ? 'reached' : 'MISSED '} ${id} ${says}: ${measured}\n`);
    process.stdout.write(`  ${seconds.toFixed(1)} s\n`);
    written.push({ experiment, reproduced, seconds });
  }
  if (effort === 'full') publish(written, names.length === 0);
  if (written.some(({ reproduced }) => reproduced.criteria.some(({ reached }) => !reached)))
    process.exitCode = 1;
}

/** The figures of what was run; the page only when all was. */
function publish(written: readonly Written[], isAll: boolean): void {
  const folder = join(root, 'docs/images/reproductions');
  mkdirSync(folder, { recursive: true });
  for (const { reproduced } of written)
    for (const figure of reproduced.figures)
      writeFileSync(join(folder, `${figure.name}.svg`), drawFigure(figure));
  if (isAll) writeFileSync(join(root, 'docs/reproductions.md'), writePage(written));
}

void main();
