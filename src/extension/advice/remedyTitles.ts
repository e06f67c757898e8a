import type { Finding } from '../../protocol/finding';
import { formatNumber } from '../../protocol/formatNumber';

/** `Set optimizer.weight_decay to 3e-3 (was 1e-4)`; several values are set together. */
export function remedyTitle({ remedies }: Pick<Finding, 'remedies'>): string {
  const sets = remedies.map(({ change }) => {
    const { path, from, to } = change;
    return `${path} to ${formatNumber(to)} (was ${formatNumber(from)})`;
  });
  return `Set ${sets.join(' and ')}`;
}

/** The second action: `Apply and Re-run: optimizer.weight_decay 3e-3`. */
export function rerunTitle({ remedies }: Pick<Finding, 'remedies'>): string {
  const sets = remedies.map(({ change }) => `${change.path} ${formatNumber(change.to)}`);
  return `Apply and Re-run: ${sets.join(', ')}`;
}
