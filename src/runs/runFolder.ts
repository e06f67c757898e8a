import { join } from 'node:path';

/** Where the parts of a run are, below its folder. */
export interface RunPaths {
  readonly folder: string;
  readonly record: string;
  readonly events: string;
  readonly findings: string;
  readonly control: string;
}

export function runPaths(folder: string): RunPaths {
  return {
    folder,
    record: join(folder, 'run.json'),
    events: join(folder, 'events.jsonl'),
    findings: join(folder, 'findings.json'),
    control: join(folder, 'control.jsonl'),
  };
}

/** The folder that holds the runs of an out folder (`.fitscope` or `--out`). */
export function runsFolder(outFolder: string): string {
  return join(outFolder, 'runs');
}
