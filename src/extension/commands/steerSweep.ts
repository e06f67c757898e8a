import { isDriven } from '../sweeps/isDriven';
import type { CommandParts } from './commandParts';
import { sweepArgument } from './sweepArgument';

/** Stops all trials; they are started again by a resume. */
export async function stopSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(argument, 'Stop a Sweep', parts, ({ view }) =>
    isDriven(view.state),
  );
  if (sweep) parts.sweeps.ask(sweep.id, 'stop');
}

/** Lets all trials wait after their epoch. */
export async function pauseSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(
    argument,
    'Pause a Sweep',
    parts,
    ({ view }) => view.state === 'running',
  );
  if (sweep) parts.sweeps.ask(sweep.id, 'pause');
}

/** Ends a pause, or starts again what an ended sweep has left. */
export async function resumeSweep(parts: CommandParts, argument: unknown): Promise<void> {
  const sweep = await sweepArgument(
    argument,
    'Resume a Sweep',
    parts,
    ({ view }) => view.state !== 'running' && view.state !== 'finished',
  );
  if (!sweep) return;
  await parts.sweeps.resume(sweep.id);
  parts.sweepPanel.show(sweep.id);
}
