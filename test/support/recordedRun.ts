import { dirname, join } from 'node:path';
import { languageOf } from '../../src/config/configLanguage';
import { readConfig } from '../../src/config/readConfig';
import type { RunRecord } from '../../src/protocol/runRecord';
import { EventWriter } from '../../src/runs/appendEvents';
import { createRun } from '../../src/runs/createRun';
import { writeRunRecord } from '../../src/runs/runRecordFile';
import { handMadeRun, type RunSketch } from '../unit/diagnosis/handMadeRun';

/**
 * Puts a finished run of a config beside it, as if it had been trained: the config's own settings,
 * the events of a sketch. Gives the run's id.
 */
export async function recordRun(
  configPath: string,
  configText: string,
  sketch: RunSketch,
  follows?: RunRecord['follows'],
): Promise<string> {
  const { settings, problems } = readConfig(configText, languageOf(configPath) ?? 'yaml');
  if (!settings) throw new Error(`No config: ${problems[0]?.message}`);
  const { id, folder, record } = await createRun(join(dirname(configPath), '.fitscope'), {
    name: settings.name ?? 'recorded',
    ...{ configPath, configText, settings },
    ...(follows && { follows }),
  });
  const { started, steps, epochs } = handMadeRun({ ...sketch, epochs: settings.training.epochs });
  const at = new Date().toISOString();
  const writer = new EventWriter(folder);
  writer.append(...(started ? [{ ...started, runId: id }] : []), ...steps, ...epochs, {
    type: 'run.ended',
    at,
    outcome: 'finished',
    seconds: 3.5,
    monitoringSeconds: 0.1,
  });
  writer.close();
  writeRunRecord(folder, { ...record, outcome: 'finished', ended: at });
  return id;
}
