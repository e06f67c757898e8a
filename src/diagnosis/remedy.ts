import { formatNumber } from '../protocol/formatNumber';
import type { Remedy } from '../protocol/finding';
import type { Settings } from '../protocol/settings';

/** The settings that advice may change. */
export type AdvisedPath =
  | 'model.init.scale'
  | 'model.output_multiplier'
  | 'optimizer.weight_decay'
  | 'optimizer.learning_rate';

/**
 * Advice to set a value, as a list of none or one: none where nothing would change, or where the
 * new value is not a positive finite number.
 */
export function change(
  rule: string,
  settings: Settings,
  path: AdvisedPath,
  to: number | undefined,
): readonly Remedy[] {
  const from = valueAt(settings, path);
  if (to === undefined || !Number.isFinite(to) || to <= 0 || to === from) return [];
  return [
    {
      id: `${rule}:${path}`,
      says: `Set ${path} to ${formatNumber(to)} (was ${formatNumber(from)})`,
      change: { path, from, to },
    },
  ];
}

function valueAt({ model, optimizer }: Settings, path: AdvisedPath): number {
  switch (path) {
    case 'model.init.scale':
      return model.init.scale;
    case 'model.output_multiplier':
      return model.output_multiplier;
    case 'optimizer.weight_decay':
      return optimizer.weight_decay;
    case 'optimizer.learning_rate':
      return optimizer.learning_rate;
  }
}
