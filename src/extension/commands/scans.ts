import type { ScanKind } from '../../protocol/sweep';
import { CannotStart } from '../runs/cannotStart';
import type { CommandParts } from './commandParts';
import { configArgument } from './configArgument';

type Scan = (parts: CommandParts, argument: unknown) => Promise<string | undefined>;

export const scanWeightDecay: Scan = (parts, argument) => scan('weight_decay', parts, argument);
export const scanInitScale: Scan = (parts, argument) => scan('init_scale', parts, argument);
export const scanTrainSamples: Scan = (parts, argument) => scan('train_samples', parts, argument);

/** One parameter from end to end, started at once and shown with its figure; gives the sweep's id. */
async function scan(
  kind: ScanKind,
  parts: CommandParts,
  argument: unknown,
): Promise<string | undefined> {
  const config = await configArgument(argument, parts, 'Scan a Config');
  if (!config) return undefined;
  const [{ readToSweep }, { scanPlan }, { countSamples }] = await Promise.all([
    import('../sweeps/readToSweep'),
    import('../sweeps/sweepPlans'),
    import('../sweeps/countSamples'),
  ]);
  const { settings } = await readToSweep(config);
  const samples = kind === 'train_samples' ? await countSamples(settings.dataset) : 0;
  if (samples === undefined)
    throw new CannotStart(
      'The files of the dataset do not tell how many samples they have, so their number cannot be scanned.',
    );
  const id = await parts.sweeps.start({
    config,
    plan: scanPlan(kind, settings, samples),
    scan: kind,
  });
  parts.sweepPanel.show(id);
  return id;
}
