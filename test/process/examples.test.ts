import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DiagnosisDocument } from '../../src/cli/words/diagnosisDocument';
import type { Change } from '../../src/protocol/finding';
import { readRun } from '../../src/runs/readRun';
import { atOnce } from '../support/atOnce';
import { expectations, type Expectation } from '../support/exampleExpectations';
import { buildProduct, fitscope } from '../support/product';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporaryFolder';

const examples = join(__dirname, '..', '..', 'examples');
const seeds = [0, 1, 2];
const processes = 2;
/** Validation score that following the advice once has to gain, on every seed. */
const leastGain = 0.02;
/** Looks that `monitor.every_steps: auto` has to plan, besides start, tenth and end of the run. */
const fewestLooks = 10;

describe('the examples', () => {
  before('build', async function () {
    this.timeout(120_000);
    await buildProduct();
  });
  after(removeTemporaryFolders);

  it('are all in the table of expectations, and each says at its top what to see', () => {
    const files = readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name).sort();
    assert.ok(names.length >= 7);
    assert.deepEqual(names, Object.keys(expectations).sort());
    for (const name of names) assert.match(readFileSync(join(examples, name), 'utf8'), /^# .{20}/);
  });

  for (const [name, expected] of Object.entries(expectations)) {
    const { verdict, advice } = expected;
    it(`${name}: ${verdict}, ${adviceInWords(advice)}`, async function () {
      this.timeout(120_000);
      const out = temporaryFolder();
      const runs = seeds.map((seed) => () => diagnoseAndFollow(name, seed, out));
      const results = await atOnce(processes, runs);
      for (const { seed, before, after: followed } of results) {
        checkDiagnosis(before, expected, `${name}, seed ${seed}`);
        if (!advice) continue;
        const gain = scoreOf(followed) - scoreOf(before);
        assert.ok(gain >= leastGain, `seed ${seed}: following it changed the score by ${gain}`);
      }
      if (this.test && advice) this.test.title += ` (followed: ${gainsInWords(results)})`;
    });
  }
});

interface Followed {
  readonly seed: number;
  readonly before: DiagnosisDocument;
  /** The run after the first advice; missing where there was none. */
  readonly after?: DiagnosisDocument;
}

async function diagnoseAndFollow(name: string, seed: number, out: string): Promise<Followed> {
  const before = await diagnose(name, seed, out, []);
  const changes = firstAdvice(before);
  if (changes.length === 0) return { seed, before };
  return { seed, before, after: await diagnose(name, seed, out, changes) };
}

async function diagnose(
  name: string,
  seed: number,
  out: string,
  changes: readonly Change[],
): Promise<DiagnosisDocument> {
  const set = [{ path: 'training.seed', to: seed }, ...changes].flatMap(({ path, to }) => [
    '--set',
    `${path}=${to}`,
  ]);
  const args = ['diagnose', join(examples, name), ...set, '--json', '--out', out];
  const { code, stdout, stderr } = await fitscope(args);
  assert.ok(stdout.startsWith('{'), `${name}: ${stderr}`);
  const document = JSON.parse(stdout) as DiagnosisDocument;
  assert.equal(code, document.outcome === 'finished' ? 0 : 1, stderr);
  return document;
}

/** What the finding ranked first changes; its remedies belong together. */
function firstAdvice({ findings }: DiagnosisDocument): readonly Change[] {
  const first = findings.find(({ remedies }) => remedies.length > 0);
  return (first?.remedies ?? []).map(({ change }) => change);
}

function checkDiagnosis(
  document: DiagnosisDocument,
  { verdict, advice, outcome = 'finished' }: Expectation,
  where: string,
): void {
  const { findings } = document;
  const told = `${where}: ${document.says} ${findings.map(({ says }) => says).join(' ')}`;
  assert.equal(document.outcome, outcome, told);
  assert.equal(document.verdict, verdict, told);
  assert.doesNotMatch(told, /!|undefined|NaN|\[object/);
  if (outcome === 'finished') {
    const looks = plannedLooks(document.folder);
    assert.ok(looks >= fewestLooks, `${where}: ${looks} looks planned`);
    assert.doesNotMatch(told, /\de[+-]?\d\d|\d{6}/, 'numbers as a person writes them');
  }
  const problems = findings.filter(({ severity }) => severity === 'problem');
  if (!advice) {
    assert.deepEqual(problems, [], told);
    return;
  }
  assert.deepEqual(
    problems.map(({ rule }) => rule),
    [advice.rule],
    told,
  );
  const [change, ...others] = firstAdvice(document);
  assert.ok(change, told);
  assert.deepEqual(others, [], told);
  assert.equal(change.path, advice.path);
  assert.equal(change.to > change.from ? 'up' : 'down', advice.direction);
}

function plannedLooks(folder: string): number {
  const { totalSteps = 0, monitor } = readRun(folder).started ?? {};
  assert.ok(monitor);
  return totalSteps / monitor.everySteps;
}

/** The last validation score; a run that diverged still has those of its epochs. */
function scoreOf(document: DiagnosisDocument | undefined): number {
  const score = document?.validation?.score;
  assert.ok(score !== undefined);
  return score;
}

function adviceInWords(advice: Expectation['advice']): string {
  return advice ? `${advice.path} ${advice.direction}` : 'no problem';
}

function gainsInWords(results: readonly Followed[]): string {
  const gains = results.map(({ before, after: followed }) => {
    const gain = 100 * (scoreOf(followed) - scoreOf(before));
    return `+${gain.toFixed(1)}`;
  });
  return `${gains.join(', ')} points`;
}
