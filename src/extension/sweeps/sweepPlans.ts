import { availableParallelism } from 'node:os';
import { sweepParameters } from '../../config/sweep/sweepChecks';
import type { ParameterRange, ParameterRanges } from '../../protocol/searchSpace';
import type { Settings } from '../../protocol/settings';
import type { ScanKind, SweepPlan } from '../../protocol/sweep';
import { usualSearch, whyNotSearch } from '../../sweep/search/searchFit';
import { usualRanges } from '../../sweep/search/usualRanges';

/** All cores less one, for whoever else works here. */
export function usualWorkers(): number {
  return Math.max(1, availableParallelism() - 1);
}

/** The plan that the section `sweep` of a config writes down, or what is wrong with it. */
export function writtenPlan(
  settings: Settings,
  raw: unknown,
): SweepPlan | { readonly refused: string } {
  const { sweep } = settings;
  if (!sweep) return { refused: 'The config has no section sweep.' };
  const written = sweepParameters(settings, raw);
  const search = sweep.search ?? usualSearch(written, sweep.trials);
  const parameters = Object.keys(written).length === 0 ? usualRanges(settings) : written;
  const refused = whyNotSearch(search, parameters);
  if (refused !== undefined) return { refused };
  return {
    ...{ parameters, search },
    ...(sweep.trials !== undefined && { trials: sweep.trials }),
    ...(sweep.minutes !== undefined && { minutes: sweep.minutes }),
    workers: sweep.workers ?? usualWorkers(),
    seed: sweep.seed ?? 0,
    prune: sweep.prune ?? 'all',
  };
}

/**
 * One parameter from end to end, every trial trained to its end.
 *
 * @param samples that there are to train on; for `train_samples`
 */
export function scanPlan(kind: ScanKind, settings: Settings, samples: number): SweepPlan {
  return {
    parameters: scanned(kind, settings, samples),
    search: 'grid',
    workers: usualWorkers(),
    seed: 0,
    prune: 'none',
  };
}

/** Trials of a scan: enough for a curve, few enough for a coffee. */
const points = 9;

function scanned(kind: ScanKind, settings: Settings, samples: number): ParameterRanges {
  switch (kind) {
    case 'weight_decay': {
      const path = 'optimizer.weight_decay';
      const usual = usualRanges(settings)[path] ?? { kind: 'log', low: 1e-6, high: 1 };
      return { [path]: { ...usual, points } as ParameterRange };
    }
    case 'init_scale': {
      const { scale } = settings.model.init;
      const [low, high] = [scale / 10, scale * 10].map((value) => Number(value.toPrecision(2)));
      return { 'model.init.scale': { kind: 'log', low: low ?? 0.1, high: high ?? 10, points } };
    }
    case 'train_samples':
      return { 'dataset.train_samples': { kind: 'list', values: sizes(samples) } };
  }
}

/** From about 16 to all of them, each about the same factor larger. */
function sizes(samples: number): readonly number[] {
  const least = Math.min(16, Math.max(2, Math.floor(samples / 4)));
  const values = Array.from({ length: points }, (_, i) => {
    const size = least * (samples / least) ** (i / (points - 1));
    return i === points - 1 ? samples : Math.round(Number(size.toPrecision(2)));
  });
  return [...new Set(values)];
}
