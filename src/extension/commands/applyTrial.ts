import { bestRow } from '../../protocol/sweepView';
import { CannotApply } from '../advice/cannotApply';
import { configPathsOf } from '../runs/isRunOf';
import type { CommandParts } from './commandParts';
import { trialOf } from '../views/treeIds';
import { sweepArgument } from './sweepArgument';

/** Shows what the values of a trial would change in the config, the best one's when none is named. */
export async function applyTrial(
  parts: CommandParts,
  argument: unknown,
  number: unknown,
): Promise<void> {
  const node = typeof argument === 'string' ? trialOf(argument) : undefined;
  const sweep = await sweepArgument(
    node?.sweep ?? argument,
    'Apply the Best Trial of a Sweep',
    parts,
  );
  if (!sweep) return;
  const { record, trials } = sweep.view;
  const named = node?.trial ?? number;
  const isNamed = typeof named === 'string' || typeof named === 'number';
  const row = isNamed ? trials[Number(named)] : bestRow(trials);
  if (!row) throw new CannotApply('No trial of this sweep has finished.');
  const proposals = await parts.proposals();
  await proposals.propose(await configOf(record.configPath, sweep.folder), row.params);
}

/** Shows what the learning rate that a range test suggests would change in its config. */
export async function applyRate(
  parts: CommandParts,
  argument: unknown,
  rate: unknown,
): Promise<void> {
  if (typeof argument !== 'string' || !Number.isFinite(Number(rate))) return;
  const run = await parts.runs.load(argument);
  const proposals = await parts.proposals();
  await proposals.propose(await configOf(run.view.record.configPath, run.folder), {
    'optimizer.learning_rate': Number(rate),
  });
}

/** Where it was, or beside its runs and sweeps where a project was moved with them. */
async function configOf(configPath: string, folder: string): Promise<string> {
  const { existsSync } = await import('node:fs');
  return configPathsOf({ configPath, folder }).find((path) => existsSync(path)) ?? configPath;
}
