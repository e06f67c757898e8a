/**
 * Compares what make.py wrote into a fresh folder with what is kept here: the same files, the same
 * text, and numbers that agree within 1e-6 of the larger.
 *
 *     npx tsx test/golden/pytorch/compare.ts FOLDER
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

const TOLERANCE = 1e-6;

function main(): void {
  const fresh = process.argv[2];
  if (!fresh) throw new Error('Name the folder that make.py wrote into.');
  if (resolve(fresh) === __dirname) throw new Error(`${fresh} is the kept folder itself.`);
  const names = jsonFiles(__dirname);
  const differences = [...compareLists(names, jsonFiles(fresh))];
  let numbers = 0;
  for (const name of names) {
    const kept = readLeaves(join(__dirname, name));
    const made = readLeaves(join(fresh, name));
    numbers += kept.size;
    for (const [path, value] of kept)
      if (!agree(value, made.get(path)))
        differences.push(`${name} ${path}: kept ${value}, now ${made.get(path)}`);
    for (const path of made.keys())
      if (!kept.has(path)) differences.push(`${name} ${path}: not kept`);
  }
  if (numbers === 0) throw new Error(`Nothing to compare in ${__dirname}.`);
  for (const difference of differences.slice(0, 20)) console.error(difference);
  console.log(`${names.length} files, ${numbers} values, ${differences.length} differences.`);
  if (differences.length > 0) process.exitCode = 1;
}

function jsonFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort();
}

function compareLists(kept: readonly string[], made: readonly string[]): string[] {
  return [
    ...kept.filter((name) => !made.includes(name)).map((name) => `${name}: not written`),
    ...made.filter((name) => !kept.includes(name)).map((name) => `${name}: not kept`),
  ];
}

type Leaf = string | number | boolean | null;

/** Leaves of a JSON document by their path; empty where there is no such file. */
function readLeaves(file: string): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value)) visit(child, `${path}/${key}`);
    else leaves.set(path, value as Leaf);
  };
  if (existsSync(file)) visit(JSON.parse(readFileSync(file, 'utf8')), '');
  return leaves;
}

function agree(kept: Leaf, made: Leaf | undefined): boolean {
  if (typeof kept !== 'number' || typeof made !== 'number') return kept === made;
  return Math.abs(kept - made) <= TOLERANCE * Math.max(Math.abs(kept), Math.abs(made), 1e-3);
}

main();
