import type { Executor } from '../launch/executor';
import { LocalExecutor } from '../launch/localExecutor';
import { SlurmExecutor } from '../launch/slurm/slurmExecutor';
import type { SearchKind } from '../protocol/searchSpace';
import type { SweepFolder } from '../runs/sweepFolder';
import { sweepPaths } from '../runs/sweepPaths';

/** Searches that know all trials beforehand; the others learn from the last one. */
const inOrder: readonly SearchKind[] = ['grid', 'random', 'sobol'];

/** Where the trials of a sweep are trained, as its plan says. */
export function makeExecutor(
  { folder, record: { id, plan } }: SweepFolder,
  corePath: string,
  tell: (says: string) => void,
): Executor {
  const { slurm, workers, search } = plan;
  if (!slurm) return new LocalExecutor(corePath, workers);
  return new SlurmExecutor({
    ...{ corePath, workers, tell },
    settings: slurm,
    queued: inOrder.includes(search) ? (slurm.queued ?? workers) : workers,
    folder: sweepPaths(folder).slurm,
    name: `fitscope-${id}`,
  });
}
