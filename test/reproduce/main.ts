// npm run reproduce [-- NAME...] [-- --short]: the papers' figures by our own core. Without a name
// all of them, and docs/reproductions.md; exits 1 where a criterion is not reached.
// npm run reproduce -- fashion [--data=FOLDER] [--decays=0,1e-2]: its part on Fashion-MNIST.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Effort, Experiment } from './experiment';
import { experiments } from './experiments';
import { fashion } from './experiments/fashion';
import { drawFigure } from './page/drawFigure';
import { writeFashion, writePage, type Written } from './page/writePage';
import { root } from './run/trainPaper';

async function main(): Promise<void> {
  const words = process.argv.slice(2);
  const effort = words.includes('--short') ? 'short' : 'full';
  const names = words.filter((word) => !word.startsWith('--'));
  if (names.includes('fashion')) return runFashion(words);
  const unknown = names.find((name) => !experiments.some((one) => one.name === name));
  if (unknown !== undefined)
    throw new Error(
      `There is no ${unknown}; there are ${experiments.map((e) => e.name).join(', ')}.`,
    );
  const wanted = experiments.filter(({ name }) => names.length === 0 || names.includes(name));
  const written = await runAll(wanted, effort);
  if (effort === 'full') drawAll(written);
  if (effort === 'full' && names.length === 0)
    writeFileSync(page, writePage(written) + separator + pageParts()[1]);
}

/** The last part of the page, which a full run leaves as it is. */
async function runFashion(words: readonly string[]): Promise<void> {
  const option = (name: string) =>
    words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const folder = option('data') ?? '/usr/share/datasets/fashion-mnist';
  const decays = option('decays')?.split(',');
  const cnnDecays = option('cnn-decays')?.split(',') ?? decays;
  const both = [fashion('fashion-mlp', folder, decays), fashion('fashion-cnn', folder, cnnDecays)];
  const written = await runAll(both, 'full');
  drawAll(written);
  writeFileSync(page, pageParts()[0] + separator + writeFashion(written));
}

const page = join(root, 'docs/reproductions.md');
const separator = '<!-- written by npm run reproduce -- fashion -->\n';

/** What a run writes, and what `fashion` writes. */
function pageParts(): readonly [string, string] {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const [all = '', ofFashion = ''] = text.split(separator);
  return [all, ofFashion];
}

async function runAll(wanted: readonly Experiment[], effort: Effort): Promise<Written[]> {
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
    if (reproduced.criteria.some(({ reached }) => !reached)) process.exitCode = 1;
  }
  return written;
}

function drawAll(written: readonly Written[]): void {
  const folder = join(root, 'docs/images/reproductions');
  mkdirSync(folder, { recursive: true });
  for (const { reproduced } of written)
    for (const figure of reproduced.figures)
      writeFileSync(join(folder, `${figure.name}.svg`), drawFigure(figure));
}

void main();
