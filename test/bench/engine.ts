// npm run bench:engine [-- --short]: the engine beside PyTorch in speed and memory, what observing
// costs, and long and large runs. Writes its part of docs/benchmarks.md (not with --short) and exits 1
// where an aim is missed.
import { buildProduct } from '../support/product';
import { removeTemporaryFolders } from '../support/temporaryFolder';
import { longAndLarge } from './engine/longAndLarge';
import { observingTable } from './engine/observingTable';
import { speedTables } from './engine/speedTables';
import { startUp } from './engine/startUp';
import { wholeEpoch } from './engine/wholeEpoch';
import { startJudging } from './judge';
import { writePart } from './page';
import { findTorch } from './speed/findTorch';

async function main(): Promise<void> {
  const isShort = process.argv.includes('--short');
  const effort = isShort ? { seconds: 0.3, rounds: 1 } : { seconds: 1.2, rounds: 5 };
  const python = findTorch();
  if (python === undefined) {
    process.stdout.write('SKIPPED: PyTorch is not installed (Debian: python3-torch).\n');
    return;
  }
  await buildProduct();
  const { judge, missed } = startJudging();
  const lines = [
    ...(await speedTables(python, effort, judge, isShort)),
    ...(await wholeEpoch(python, isShort ? 1 : 5, judge)),
    ...(await startUp(python, isShort ? 1 : 5, judge)),
    ...(await observingTable(python, effort, judge)),
    ...(await longAndLarge(isShort, judge)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (!isShort) writePart('bench:engine', lines);
  removeTemporaryFolders();
  if (missed() > 0) process.exitCode = 1;
}

void main();
