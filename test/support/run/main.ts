// tsx test/support/run/main.ts [MOCHA ARGUMENTS...]: runs the tests. Files that test real processes,
// pages and the editor get a second run by themselves where they fail; what passes only then is named.
// Ends with the line "tests: N passed, N failed, N pending".
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { count, unsteady, withSecondRun, worthAnotherRun, type Outcome } from './outcomes';

const folder = mkdtempSync(join(tmpdir(), 'fitscope-outcomes-'));
const root = join(__dirname, '..', '..', '..');
const settings = ['--forbid-only', '--require', 'tsx', '--require', 'test/support/endInTime.ts'];

interface Run {
  readonly outcomes: readonly Outcome[];
  /** The exit code of mocha says so, and its outcomes are all there. */
  readonly isWhole: boolean;
  readonly passed: boolean;
}

function run(args: readonly string[]): Run {
  const record = join(folder, 'outcomes.json');
  rmSync(record, { force: true });
  const reporter = join(__dirname, 'recordingReporter.ts');
  const mocha = join(root, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const { status } = spawnSync(process.execPath, [mocha, ...args, '--reporter', reporter], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FITSCOPE_OUTCOMES: record },
  });
  const isWhole = existsSync(record);
  const outcomes = isWhole ? (JSON.parse(readFileSync(record, 'utf8')) as Outcome[]) : [];
  return { outcomes, isWhole, passed: status === 0 };
}

function main(): void {
  const args = process.argv.slice(2);
  const first = run(args);
  let { outcomes, passed } = first;
  const files = first.passed ? [] : worthAnotherRun(first.outcomes);
  if (files.length > 0) {
    const names = files.map((file) => relative(root, file)).join(', ');
    process.stdout.write(`\nOnce more, by themselves: ${names}\n`);
    const timeout = args.includes('--timeout') ? args[args.indexOf('--timeout') + 1]! : '60000';
    const alone = ['--no-config', ...settings, '--extension', 'ts', '--timeout', timeout];
    const second = run([...alone, ...files]);
    outcomes = withSecondRun(first.outcomes, second.outcomes, files);
    passed = second.passed && second.isWhole;
    for (const title of unsteady(first.outcomes, second.outcomes))
      process.stdout.write(`UNSTEADY, failed first and passed then: ${title}\n`);
  }
  rmSync(folder, { recursive: true, force: true });
  const failed = Math.max(count(outcomes, 'failed'), passed ? 0 : 1);
  process.stdout.write(
    `\ntests: ${count(outcomes, 'passed')} passed, ${failed} failed, ${count(outcomes, 'pending')} pending\n`,
  );
  process.exitCode = passed ? 0 : 1;
}

main();
