import { cpus } from 'node:os';
import { examineEngines, type EngineExamination } from './engines/ladder';
import { defaultThreads } from './threads';
import { versions } from './versions';

/** What this machine can run, and why not the rest. */
export interface MachineReport {
  readonly versions: Readonly<Record<string, string>>;
  readonly platform: string;
  readonly cores: number;
  readonly threads: number;
  readonly engines: readonly EngineExamination[];
}

export async function diagnoseMachine(): Promise<MachineReport> {
  return {
    versions: versions(),
    platform: `${process.platform}-${process.arch}`,
    cores: cpus().length,
    threads: defaultThreads(),
    engines: await examineEngines(),
  };
}
