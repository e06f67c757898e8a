import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SweepRecord, TrialEvent } from '../../src/protocol/sweep';
import { toWire } from '../../src/protocol/wire';
import { digitsConfig } from './configFile';
import { imaginedSweep } from './imaginedSweep';

/** Writes an ended sweep of so many trials below an out folder; gives its folder. */
export function writeSweep(outFolder: string, count: number, id = 'a-sweep'): string {
  const { sweep, trials } = imaginedSweep(count, 'finished');
  const folder = join(outFolder, 'sweeps', id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.yaml'), digitsConfig(70));
  const at = sweep.created;
  const record: SweepRecord = {
    ...{ formatVersion: 1, id, name: sweep.name, configPath: '/digits.fit.yaml' },
    ...{ configFile: 'config.yaml', overrides: {}, plan: sweep.plan, versions: {} },
    driver: { kind: 'external' },
    ...{ created: at, ended: at, outcome: 'finished' },
  };
  writeFileSync(join(folder, 'sweep.json'), toWire(record));
  const events = trials.flatMap(({ trial, run, params, status, reason, result }): TrialEvent[] => {
    const ended = status === 'finished' || status === 'diverged' ? status : 'stopped';
    const why = reason === undefined ? {} : { reason };
    return [
      { type: 'trial.started', at, trial, run, params },
      ...(status === 'pruned'
        ? [{ type: 'trial.pruned', at, trial, epoch: 7, reason: reason ?? '' } as const]
        : []),
      { type: 'trial.ended', at, trial, outcome: ended, ...why, ...(result && { result }) },
    ];
  });
  writeFileSync(join(folder, 'trials.jsonl'), events.map((event) => `${toWire(event)}\n`).join(''));
  return folder;
}
