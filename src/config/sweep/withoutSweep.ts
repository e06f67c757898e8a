import type { Settings } from '../../protocol/settings';

/** Settings of a single run: what a sweep would try is nothing of its own. */
export function withoutSweep(settings: Settings): Settings {
  return Object.fromEntries(
    Object.entries(settings).filter(([key]) => key !== 'sweep'),
  ) as unknown as Settings;
}
