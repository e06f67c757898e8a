import assert from 'node:assert/strict';
import {
  count,
  unsteady,
  withSecondRun,
  worthAnotherRun,
  type Outcome,
} from '../../support/run/outcomes';

const outcome = (file: string, title: string, state: Outcome['state']): Outcome => ({
  file: `/repo/test/${file}.test.ts`,
  title,
  state,
});

describe('a second run of tests', () => {
  const first = [
    outcome('unit/a', 'a', 'passed'),
    outcome('process/b', 'b', 'failed'),
    outcome('process/b', 'c', 'passed'),
    outcome('vscode/d', 'd', 'pending'),
  ];

  it('is for files of real programs alone, and for few', () => {
    assert.deepEqual(worthAnotherRun(first), ['/repo/test/process/b.test.ts']);
    assert.deepEqual(worthAnotherRun([...first, outcome('unit/e', 'e', 'failed')]), []);
    const many = ['1', '2', '3', '4'].map((name) => outcome(`vscode/${name}`, name, 'failed'));
    assert.equal(worthAnotherRun(many.slice(0, 3)).length, 3);
    assert.deepEqual(worthAnotherRun(many), []);
    assert.deepEqual(worthAnotherRun([]), []);
  });

  it('takes the place of the first of these files, and names what changed its mind', () => {
    const second = [outcome('process/b', 'b', 'passed'), outcome('process/b', 'c', 'passed')];
    const all = withSecondRun(first, second, worthAnotherRun(first));
    assert.deepEqual(
      [count(all, 'passed'), count(all, 'failed'), count(all, 'pending')],
      [3, 0, 1],
    );
    assert.deepEqual(unsteady(first, second), ['b']);
  });

  it('leaves what fails again failed', () => {
    const second = [outcome('process/b', 'b', 'failed'), outcome('process/b', 'c', 'passed')];
    assert.equal(count(withSecondRun(first, second, worthAnotherRun(first)), 'failed'), 1);
    assert.deepEqual(unsteady(first, second), []);
  });
});
