import { join } from 'node:path';

/** Where the parts of a sweep are, below its folder. */
export interface SweepPaths {
  readonly folder: string;
  readonly record: string;
  readonly trials: string;
  /** What its trials do now; there while they are driven. */
  readonly live: string;
  /** What is asked of its driver. */
  readonly control: string;
  /** What its driver says beside, where nobody else listens. */
  readonly noise: string;
  /** Prepared data for the next trial; taken away when the sweep ends. */
  readonly data: string;
  /** Folder of its Slurm job arrays. */
  readonly slurm: string;
}

export function sweepPaths(folder: string): SweepPaths {
  return {
    folder,
    record: join(folder, 'sweep.json'),
    trials: join(folder, 'trials.jsonl'),
    live: join(folder, 'live.json'),
    control: join(folder, 'control.jsonl'),
    noise: join(folder, 'driver.log'),
    data: join(folder, 'data'),
    slurm: join(folder, 'slurm'),
  };
}

/** The folder that holds the sweeps of an out folder (`.fitscope` or `--out`). */
export function sweepsFolder(outFolder: string): string {
  return join(outFolder, 'sweeps');
}
