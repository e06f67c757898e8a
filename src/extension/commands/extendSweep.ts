import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languageOf } from '../../config/configLanguage';
import type { CommandParts } from './commandParts';
import { sweepArgument } from './sweepArgument';

/** Adds trials to a sweep or widens its ranges, while it runs or after. */
export async function extendSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(argument, 'Add Trials to a Sweep', parts);
  if (!sweep) return;
  const [{ askExtension }, { parseConfig }, { refuseUntrusted }] = await Promise.all([
    import('../sweeps/askExtension'),
    import('../../config/parseConfig'),
    import('../runs/readyToStart'),
  ]);
  refuseUntrusted('adding trials needs trust');
  const { record, trials } = sweep.view;
  const copy = join(sweep.folder, record.configFile);
  const raw = parseConfig(readFileSync(copy, 'utf8'), languageOf(copy) ?? 'yaml').value;
  const plan = await askExtension(record.plan, raw, trials.length);
  if (!plan) return;
  await parts.sweeps.extend(sweep.id, plan);
  parts.sweepPanel.show(sweep.id);
}
