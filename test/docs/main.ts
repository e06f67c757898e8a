import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { metricCatalog, metricIds } from '../../src/metrics/catalog';
import { figureOf, figuresOf, type Seen } from './figures';
import { lineChart, type Figure } from './lineChart';
import * as scenarios from './scenarios';
import { trainFor } from './trainFor';

/** Draws the figures of docs/metrics.md from runs of the core: `npm run docs:metrics`. */
const folder = resolve(__dirname, '../../docs/images/metrics');

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const seen: Record<string, readonly Seen[]> = {};
  for (const [name, { arms }] of Object.entries(scenarios)) {
    const runs: Seen[] = [];
    for (const { label, config } of arms) runs.push({ label, view: await trainFor(config) });
    seen[name] = runs;
    process.stdout.write(`${name}: ${arms.length} runs\n`);
  }
  for (const id of metricIds) {
    const figure =
      id === 'total_shrink'
        ? shrinkFigure(seen['shrinks']!)
        : figureOf(id, metricCatalog[id].label, figuresOf[id], seen[figuresOf[id].scenario]!);
    writeFileSync(join(folder, `${id}.svg`), lineChart(figure));
  }
  process.stdout.write(`${metricIds.length} figures in ${folder}\n`);
}

/** The validation score at the end over the shrink planned. */
function shrinkFigure(runs: readonly Seen[]): Figure {
  return {
    title: 'Validation score over total shrink',
    xLabel: 'total shrink S',
    logX: true,
    lines: [
      {
        label: 'digits, 30 % noise',
        x: runs.map(({ view }) => view.steps[0]!.metrics['total_shrink']!),
        y: runs.map(({ view }) => view.epochs.at(-1)!.validationScore!),
      },
    ],
  };
}

void main();
