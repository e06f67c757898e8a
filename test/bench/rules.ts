// Replays the rules of the diagnosis on recorded runs: reads each run at 10 %, follows the advice
// once to the nearest recorded run, and counts how often test accuracy was more than a point better
// or worse. Fails where the figures leave those of the measurements the rules rest on.
//   npm run bench:rules [path of raw_grid.jsonl.gz]
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Measured } from './rules/measure';
import { measure } from './rules/measure';
import { Outcomes } from './rules/follow';
import { readRecordedRuns } from './rules/recordedRuns';
import { adviceRows, furtherRows, prototypeRows, type Row } from './rules/rows';
import type { TaskGroup } from './rules/tasks';
import { stopTable } from './rules/stopTable';
import { verdictTable } from './rules/verdictTable';

const groups: readonly TaskGroup[] = ['base', 'shifted', 'heldOut'];
const width = 52;

async function main(path: string): Promise<number> {
  if (!existsSync(path)) {
    console.error(`No recorded runs at ${path}. Name the file: npm run bench:rules -- PATH`);
    return 1;
  }
  const runs = await readRecordedRuns(path);
  if (runs.length === 0) {
    console.error(`${path} holds no runs.`);
    return 1;
  }
  const outcomes = new Outcomes(runs);
  console.log(
    `${runs.length} recorded runs. Each cell: better / worse % of n (mean gain, ` +
      `near-best runs hit)`,
  );
  const failures: string[] = [];
  const table = (title: string, rows: readonly Row[]) => {
    console.log(`\n${title.padEnd(width)}${groups.map((group) => group.padEnd(32)).join('')}`);
    for (const row of rows) {
      const measured = measure(row, runs, outcomes);
      if (measured.size === 0) failures.push(`${row.name}: it spoke on no run.`);
      console.log(row.name.padEnd(width) + groups.map((one) => cell(measured.get(one))).join(''));
      failures.push(...compare(row, measured));
    }
  };
  table("Triggers with the prototype's steps", prototypeRows);
  table('As advised', adviceRows);
  table('For comparison', furtherRows);
  console.log(`\n${verdictTable(runs, outcomes)}`);
  const stops = stopTable(runs, outcomes);
  console.log(`\n${stops.text}`);
  failures.push(...stops.failures);
  for (const failure of failures) console.error(`differs: ${failure}`);
  console.log(failures.length === 0 ? '\nAll figures are met.' : `\n${failures.length} differ.`);
  return failures.length === 0 ? 0 : 1;
}

function cell(measured: Measured | undefined): string {
  if (!measured) return '-'.padEnd(32);
  const { runs, better, worse, gain, nearBest } = measured;
  const rates = `${better.toFixed(0)} / ${worse.toFixed(0)} of ${runs}`;
  return `${rates} (${gain.toFixed(1)}, ${nearBest})`.padEnd(32);
}

/** Prints the expected figures under a row, and tells those that are missed. */
function compare(
  { name, expected }: Row,
  measured: ReadonlyMap<TaskGroup, Measured>,
): readonly string[] {
  if (!expected) return [];
  const failures: string[] = [];
  const cells = groups.map((group) => {
    const wanted = expected.rates[group];
    if (!wanted) return ''.padEnd(32);
    const got = measured.get(group);
    const off = got
      ? Math.max(Math.abs(got.better - wanted.better), Math.abs(got.worse - wanted.worse))
      : Infinity;
    if (off > expected.within)
      failures.push(
        `${name}, ${group}: ${off.toFixed(1)} points from ${expected.source}, ` +
          `${expected.within} allowed.`,
      );
    return `${wanted.better} / ${wanted.worse} of ${wanted.runs}`.padEnd(32);
  });
  console.log(`  ${expected.source}`.padEnd(width) + cells.join(''));
  return failures;
}

main(process.argv[2] ?? '../shared/proto/advice/raw_grid.jsonl.gz').then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
