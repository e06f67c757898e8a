import { resolve } from 'node:path';
import { checkSettings } from '../../src/config/checkSettings';
import { loadDataset } from '../../src/core/data/loadDataset';
import { openEngine } from '../../src/core/engines/ladder';
import { train } from '../../src/core/training/train';
import { emptyRunView, foldEvents, type RunView } from '../../src/protocol/runView';
import type { RunEvent } from '../../src/protocol/events';
import type { RunRecord } from '../../src/protocol/runRecord';

const bundledFolder = resolve(__dirname, '../../examples/data');

/** Trains a config, given as it would be read from its file, on the fastest engine. */
export async function trainFor(config: unknown): Promise<RunView> {
  const { settings, issues } = checkSettings(config);
  if (!settings) throw new Error(`Not a config: ${JSON.stringify(issues)}`);
  const dataset = await loadDataset(settings, { bundledFolder });
  const engine = await openEngine(settings.engine, { threads: 1, flushDenormals: true });
  const events: RunEvent[] = [];
  const surroundings = {
    emit: (...more: readonly RunEvent[]) => void events.push(...more),
    stop: { isRequested: () => false },
  };
  await train({ runId: 'docs', settings, dataset, engine }, surroundings);
  return foldEvents(emptyRunView({ settings, outcome: 'running' } as RunRecord), events);
}
