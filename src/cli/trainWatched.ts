import { trainRun, type TrainingEnding } from '../launch/trainRun';
import { followRun } from '../runs/followRun';
import type { CliContext } from './context';
import { Interruption } from './interruption';
import { ProgressLine, progressText } from './words/progressLine';

/** Trains the run of a folder, with a progress line on a terminal and an ear for Ctrl-C. */
export async function trainWatched(
  folder: string,
  { corePath, stderr }: CliContext,
): Promise<TrainingEnding> {
  const training = trainRun(corePath, folder);
  const line = new ProgressLine(stderr);
  const interruption = new Interruption(
    () => {
      line.clear();
      stderr.write('Stopping the run; once more kills it.\n');
      training.stop();
    },
    () => training.kill(),
  );
  const watching = new AbortController();
  // Only for the progress line: what cannot be followed is told by the reading at the end.
  const following = stderr.isTTY
    ? followRun(folder, (view) => line.show(progressText(view)), { signal: watching.signal }).catch(
        () => undefined,
      )
    : undefined;
  const ending = await training.ended;
  watching.abort();
  await following;
  line.clear();
  interruption.release();
  return ending;
}
