import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunView } from '../../../src/protocol/runView';
import { readConfig } from '../../../src/config/readConfig';
import { trainRun } from '../../../src/launch/trainRun';
import { createRun } from '../../../src/runs/createRun';
import { readRun } from '../../../src/runs/readRun';
import { corePath } from '../../support/product';
import { temporaryFolder } from '../../support/temporaryFolder';

export interface CoreProcess {
  readonly view: RunView;
  readonly folder: string;
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Resident megabytes of the process at its peak, and at each look. */
  readonly megabytes: number;
  readonly looks: readonly { readonly seconds: number; readonly megabytes: number }[];
}

/** A run of a config in a core process of its own, as everybody starts it, watched from outside. */
export async function coreProcess(
  configText: string,
  { threads, lookEvery = 100 }: { readonly threads: number; readonly lookEvery?: number },
): Promise<CoreProcess> {
  const out = temporaryFolder();
  const { settings, problems } = readConfig(configText, 'yaml');
  if (!settings) throw new Error(`The config is wrong: ${JSON.stringify(problems)}`);
  const configPath = join(out, 'bench.fit.yaml');
  const { folder } = await createRun(out, { name: 'bench', configPath, configText, settings });
  const begin = performance.now();
  const training = trainRun(corePath, folder, { threads });
  const looks: { seconds: number; megabytes: number }[] = [];
  let megabytes = 0;
  const timer = setInterval(() => {
    const now = memoryOf(training.pid ?? 0);
    if (!now) return;
    megabytes = Math.max(megabytes, now.peak);
    looks.push({ seconds: (performance.now() - begin) / 1000, megabytes: now.resident });
  }, lookEvery);
  const { code, stderr } = await training.ended;
  clearInterval(timer);
  if (code !== 0) throw new Error(`The core ended with ${code}: ${stderr.join('\n')}`);
  return {
    view: readRun(folder),
    folder,
    seconds: (performance.now() - begin) / 1000,
    megabytes,
    looks,
  };
}

/** Of a process of this Linux, in megabytes; undefined once it has ended. */
function memoryOf(pid: number): { readonly resident: number; readonly peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    // A process that has just ended has a status without memory.
    return status.includes('VmHWM') ? { resident: of('VmRSS'), peak: of('VmHWM') } : undefined;
  } catch {
    return undefined;
  }
}
