import { languageOf } from '../../config/configLanguage';
import { CannotStart } from '../runs/cannotStart';
import type { CommandParts } from './commandParts';
import { configArgument } from './configArgument';

/** Asks what to vary and how, starts the sweep and shows it; gives its id. */
export async function sweep(parts: CommandParts, argument: unknown): Promise<string | undefined> {
  const config = await configArgument(argument, parts, 'Sweep a Config');
  if (!config) return undefined;
  const { readToSweep } = await import('../sweeps/readToSweep');
  const { settings, raw } = await readToSweep(config);
  const { askPlan } = await import('../sweeps/askPlan');
  const plan = await askPlan(settings, raw);
  if (!plan) return undefined;
  const id = await parts.sweeps.start({ config, plan });
  parts.sweepPanel.show(id);
  return id;
}

/** Starts the sweep that the section `sweep` of a config writes down, and shows it. */
export async function sweepAsWritten(
  parts: CommandParts,
  argument: unknown,
): Promise<string | undefined> {
  const config = await configArgument(argument, parts, 'Sweep a Config');
  if (!config || languageOf(config.path) === undefined) return undefined;
  const { readToSweep } = await import('../sweeps/readToSweep');
  const { settings, raw } = await readToSweep(config);
  const { writtenPlan } = await import('../sweeps/sweepPlans');
  const plan = writtenPlan(settings, raw);
  if ('refused' in plan) throw new CannotStart(plan.refused);
  const id = await parts.sweeps.start({ config, plan });
  parts.sweepPanel.show(id);
  return id;
}
