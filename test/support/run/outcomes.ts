/** What became of one test, or of a hook that failed. */
export interface Outcome {
  readonly file: string;
  readonly title: string;
  readonly state: TestState;
}

export type TestState = 'passed' | 'failed' | 'pending';

/** Rooms whose tests wait for other programs: a second look tells a defect from a machine's mood. */
const unsteadyRooms = /[\\/]test[\\/](process|webview|vscode)[\\/]/;
/** More than so many files that fail are no accident. */
const mostFiles = 3;

/** The files that deserve a second run by themselves; none where anything else failed too. */
export function worthAnotherRun(outcomes: readonly Outcome[]): readonly string[] {
  const failed = outcomes.filter(({ state }) => state === 'failed').map(({ file }) => file);
  const files = [...new Set(failed)];
  return files.length <= mostFiles && files.every((file) => unsteadyRooms.test(file)) ? files : [];
}

/** The first run with the files of the second in place of their own first outcomes. */
export function withSecondRun(
  first: readonly Outcome[],
  second: readonly Outcome[],
  files: readonly string[],
): readonly Outcome[] {
  return [...first.filter(({ file }) => !files.includes(file)), ...second];
}

/** What failed first and passed then, or was not even reached then. */
export function unsteady(first: readonly Outcome[], second: readonly Outcome[]): readonly string[] {
  const failedAgain = new Set(
    second.filter(({ state }) => state === 'failed').map(({ title }) => title),
  );
  return first
    .filter(({ state, title }) => state === 'failed' && !failedAgain.has(title))
    .map(({ title }) => title);
}

export function count(outcomes: readonly Outcome[], state: TestState): number {
  return outcomes.filter((outcome) => outcome.state === state).length;
}
